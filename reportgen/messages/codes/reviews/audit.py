"""Issue codes of the audit of any Chinese document: what the text says that does not hold, and slips of wording and form.

Errors contradict themselves for certain, warnings most likely do, infos are slips of form.
"""

from reportgen.messages.catalogue import Entry, error, info, warning
from reportgen.messages.language import N_

_RECOUNT = N_("Check the numbers against the ledger and correct the one that is wrong.")
_FORM = N_("Correct it in Word.")

ENTRIES: dict[str, Entry] = {
    "audit.change-wrong": error(N_("“{stated}” does not follow from “{basis}”; it should be “{expected}”."), _RECOUNT),
    "audit.rate-wrong": error(N_("“{stated}” does not follow from “{basis}”; it should be “{expected}”."), _RECOUNT),
    "audit.times-wrong": error(
        N_("“{stated}” does not follow from “{basis}”; it should be “{expected}”."),
        N_("Growth by n times leads to n + 1 times as much; what is n times as much has grown by n - 1 times."),
    ),
    "audit.direction-wrong": error(
        N_("“{stated}” says the opposite of the numbers in “{basis}”."),
        N_("Check which of the two values is the earlier one, and whether it rose or fell."),
    ),
    "audit.all-but-some": warning(
        N_("“{stated}” is said of all, and “{basis}” of some of them."),
        N_("Say of how many it is true, or correct one of the two."),
    ),
    "audit.by-for-to": error(
        N_("In “{stated}” the numbers mean “{expected}”."),
        N_("Say 增加了 for the difference and 增加到 for the value that was reached."),
    ),
    "audit.doubling-wrong": error(
        N_("“{stated}” does not follow from “{basis}”; it should be “{expected}”."),
        N_("翻一番 is twice as much, 翻两番 four times."),
    ),
    "audit.points-for-percent": error(
        N_("“{stated}” is a difference of percentages; it should be “{expected}”; the relative change is {relative}."),
        N_("Say 个百分点 for the difference of two percentages; the percent sign is for the relative change."),
    ),
    "audit.share-wrong": error(N_("“{stated}” does not hold of {whole}; the share is {expected}."), _RECOUNT),
    "audit.sum-wrong": error(N_("“{stated}” is not the sum; with {parts} it should be “{expected}”."), _RECOUNT),
    "audit.part-over-whole": error(
        N_("{stated} are said to be among {expected}, which are fewer."),
        N_("Check both numbers; say so where cases of an earlier time are among them."),
    ),
    "audit.parts-short": info(
        N_("What is listed adds up to {expected}, not to {stated}: {parts}."),
        N_("Check the numbers if these are all there are."),
    ),
    "audit.done-over-received": info(
        N_("{stated} are said to be done, but {expected} to have come in."),
        N_("Say which of them were carried over from before, or check the numbers."),
    ),
    "audit.balance-wrong": error(
        N_("“{stated}” does not follow from {basis}; it should be “{expected}”."),
        N_("What was carried over and what is new make what is done and what is left."),
    ),
    "audit.average-wrong": error(N_("“{stated}” is not the mean of {basis}; it should be “{expected}”."), _RECOUNT),
    "audit.product-wrong": error(N_("“{stated}” is not {basis}; it should be “{expected}”."), _RECOUNT),
    "audit.conversion-wrong": error(
        N_("“{stated}” is not {basis} in another unit; it should be “{expected}”."),
        N_("1亿 is 10000万; count the places."),
    ),
    "audit.approximate-wrong": error(
        N_("“{stated}” does not hold of {basis}."),
        N_("超过 is more, 不足 and 接近 are less: choose the word or the number."),
    ),
    "audit.range-wrong": error(
        N_("{basis}: not as “{stated}” says."), N_("Correct the values, or the bounds that the text names.")
    ),
    "audit.ratio-wrong": error(N_("“{stated}” is not the ratio of {basis}; it should be “{expected}”."), _RECOUNT),
    "audit.order-wrong": warning(
        N_("{stated} do not stand in the order that the text names; that is {expected}."),
        N_("Correct the order, or the number that is wrong."),
    ),
    "audit.extreme-wrong": warning(
        N_("“{stated}”: by the numbers beside it, it is {expected}."), N_("Name another, or correct the number.")
    ),
    "audit.streak-wrong": error(
        N_("“{stated}” is not what the values say: {expected} in a row go that way."),
        N_("Count the steps from one value to the next; the first value has none."),
    ),
    "audit.negative-twice": warning(
        N_("“{stated}” is negative twice; it should be “{expected}”."), N_("A fall is printed without a minus sign.")
    ),
    "audit.respective-count": warning(
        N_("The values {stated} stand for {expected} names."), N_("Give each name its value, and no more.")
    ),
    "audit.unit-wrong": error(
        N_("“{stated}” counts in another measure word; it should be “{expected}”."),
        N_("Cases are counted in 件, people in 人."),
    ),
    "audit.duration-wrong": error(
        N_("“{stated}” is not the time between the days or hours that the text names; that is {expected}."),
        N_("Correct the duration or a date."),
    ),
    "audit.age-wrong": error(
        N_("“{stated}” is not the age on that day; it should be {expected}."), N_("Correct the age or a date.")
    ),
    "audit.document-year": error(
        N_("“{stated}” is of a later year than the day on which it is acted on, {expected}."),
        N_("Correct the number of the document or the date."),
    ),
    "audit.over-hundred": error(N_("“{stated}” is more than all there is."), _RECOUNT),
    "audit.percent-for-points": error(
        N_("“{stated}” is a relative change of counts; it should be “{expected}”."),
        N_("Say 个百分点 for the difference of two percentages; the percent sign is for the relative change."),
    ),
    "audit.shares-total": warning(
        N_("The shares {stated} add up to {sum}, not to {expected}."),
        N_("Check the shares, name what is missing as 其他, or say that several answers were possible."),
    ),
    "audit.comparison-word": error(
        N_("“{stated}” uses the word of another comparison; it should be {expected}."),
        N_("同比 compares with the same period of last year, 环比 with the period just before."),
    ),
    "audit.times-decrease": error(
        N_("“{stated}”: nothing can become less by once or more of itself."),
        N_("Say by how many percent it fell, or which part is left."),
    ),
    "audit.column-total": error(
        N_("The column “{column}” says {stated} in its total; its rows add up to {expected}."), _RECOUNT
    ),
    "audit.row-total": error(N_("The row says {stated} under “{column}”; its columns add up to {expected}."), _RECOUNT),
    "audit.table-share": error(N_("The row says {stated} under “{column}”; by its counts it is {expected}."), _RECOUNT),
    "audit.table-change": error(
        N_("The row says {stated} under “{column}”; by its counts it is {expected}."), _RECOUNT
    ),
    "audit.period-differs": warning(
        N_("The text is about {stated}, the title about {expected}."), N_("Correct the title or the text.")
    ),
    "audit.period-dates": warning(
        N_("“{stated}” are not the days of {period}; these are {expected}."), N_("Correct the days or the period.")
    ),
    "audit.date-impossible": error(N_("There is no such day as {stated}."), N_("Correct the date.")),
    "audit.weekday-wrong": error(
        N_("“{stated}” names the wrong day of the week; it should be {expected}."),
        N_("Correct the date or the weekday."),
    ),
    "audit.dates-turned": warning(
        N_("{stated}, on which it was done, is before {expected}, on which it came in."),
        N_("Correct one of the dates."),
    ),
    "audit.value-differs": warning(
        N_("The text says {stated}, but said {expected} before."),
        N_("Check which of the two is right, or say what the second is of."),
    ),
    "audit.sequence-broken": warning(
        N_("{stated} stands where {expected} should follow."), N_("Check whether an item is missing or misnumbered.")
    ),
    "audit.reference-missing": warning(
        N_("{stated} is referred to, but nothing in the document is called so."), N_("Correct the number or add it.")
    ),
    "audit.items-count": warning(
        N_("“{stated}” is followed by {expected} items."), N_("Correct the number, or check the items.")
    ),
    "audit.unbalanced": warning(N_("The marks {stated} have no counterpart."), _FORM),
    "audit.vague-twice": info(
        N_("“{stated}” is vague twice."), N_("Leave one of the two words out, or give the number.")
    ),
    "audit.year-bracket": info(
        N_("“{stated}” should read “{expected}”."), N_("The year of a document number stands in 〔〕.")
    ),
    "audit.level-mark": info(
        N_("The mark {stated} should be {expected}."), N_("Levels are counted 一、, （一）, 1., （1） (GB/T 9704).")
    ),
    "audit.full-width-digits": info(
        N_("Full-width digits: {stated} should read {expected}."), N_("Arabic digits are half-width.")
    ),
    "audit.double-punctuation": info(N_("Punctuation is doubled: {stated}"), _FORM),
    "audit.half-width-punctuation": info(
        N_("Half-width punctuation in Chinese text: {stated} should read {expected}"), _FORM
    ),
    "audit.mixed-zero": info(N_("{stated} should read {expected}."), N_("In a year in Chinese digits, zero is 〇.")),
    "audit.range-form": info(
        N_("“{stated}” should read “{expected}”."),
        N_("Both ends of a range carry %, with ～ between them (GB/T 15835)."),
    ),
    "audit.digit-vague": info(
        N_("“{stated}” mixes an Arabic number with a vague word."),
        N_("Write it in Chinese (十几), or give the number."),
    ),
    "audit.percent-forms": info(
        N_("“{stated}” stands beside percentages with %."), N_("Use one of the two forms throughout.")
    ),
    "audit.repeated-word": info(N_("A word is repeated: {stated}"), _FORM),
    "audit.too-long": info(
        N_("The text has {stated} characters; the limit is {expected}."), N_("Shorten it, or move details to an annex.")
    ),
    "audit.level-skipped": info(
        N_("A heading of level {stated} stands where level {expected} should come first."),
        N_("Give the heading the next level."),
    ),
    "audit.changes-pending": warning(
        N_("Tracked changes that nobody has accepted or rejected: {count}, in {where}."),
        N_("Accept or reject them in Word before the file is sent; the audit read the text as if all were accepted."),
    ),
    "audit.comments-left": warning(
        N_("Comments in the file: {count}, at {where}."), N_("Settle and delete them before the file is sent.")
    ),
}
