"""The clock of a job."""

from reportgen.job import Clock


def test_a_stage_that_is_entered_twice_counts_both_times(monkeypatch):
    ticks = iter([0.0, 1.0, 5.0, 7.5])
    monkeypatch.setattr("reportgen.job.perf_counter", lambda: next(ticks))
    clock = Clock()
    with clock("compose"):
        pass
    with clock("compose"):
        pass
    assert clock.seconds == {"compose": 3.5}
