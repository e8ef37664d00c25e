"""How templates are found and compiled: what is too long is not read, and loops, blocks and includes go through the sandbox."""

from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import BytecodeCache, FileSystemLoader, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator
from jinja2.environment import Environment

from reportgen.compose.template.source.chain import included_name
from reportgen.compose.template.source.reading import LONGEST, UnreadableError

_BYTES = 4  # of a character, at most
_MOST_CODES = 256


class Loader(FileSystemLoader):
    """Reads templates, those that are too long not at all."""

    def get_source(self, environment: Environment, template: str) -> Any:
        """As the loader of Jinja2; raises UnreadableError."""
        for folder in self.searchpath:
            path = Path(folder) / template
            if path.is_file() and path.stat().st_size > LONGEST * _BYTES:
                raise UnreadableError("template.source-too-long", LONGEST, 1, template)
        return super().get_source(environment, template)


class Codes(BytecodeCache):
    """What was compiled in this process, by file and text: the built-in templates once, however many counties print them."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Gives the code of a file with the same text."""
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps it; of those beyond so many the oldest goes."""
        if bucket.code is not None:
            self._kept[bucket.key, bucket.checksum] = bucket.code
        if len(self._kept) > _MOST_CODES:
            self._kept.pop(next(iter(self._kept)), None)  # two threads may mean the same one


class Compiler(CodeGenerator):
    """Sends what every loop goes over through `Sandbox.go_through`, and every list that is written through `Sandbox.flat`."""

    gone_over: nodes.Node | None = None

    def visit_For(self, node: nodes.For, frame: Any) -> None:  # noqa: N802 - the name Jinja2 uses
        """What a loop goes over is counted."""
        self.gone_over = node.iter
        super().visit_For(node, frame)

    def visit_List(self, node: nodes.List, frame: Any) -> None:  # noqa: N802 - the name Jinja2 uses
        """A list holds no other."""
        self.write("environment.flat(")
        super().visit_List(node, frame)
        self.write(")")

    def visit_Tuple(self, node: nodes.Tuple, frame: Any) -> None:  # noqa: N802 - the name Jinja2 uses
        """As a list."""
        loads = node.ctx == "load"
        self.write("environment.flat(" if loads else "")
        super().visit_Tuple(node, frame)
        self.write(")" if loads else "")

    def visit_Block(self, node: nodes.Block, frame: Any) -> None:  # noqa: N802 - the name Jinja2 uses
        """An outer block of a template that extends none is printed where its section stands."""
        if not frame.toplevel or self.extends_so_far:
            super().visit_Block(node, frame)
            return
        self._go_through(f"environment.sections(context, {node.name!r})", node, frame)

    def visit_Include(self, node: nodes.Include, frame: Any) -> None:  # noqa: N802 - the name Jinja2 uses
        """The blocks of what is included can be overridden as those of what is extended."""
        name = included_name(node)
        if name is None:
            self.fail("include", node.lineno)
        self._go_through(f"environment.included(context, {name!r}, {self.dump_local_context(frame)})", node, frame)

    def _go_through(self, pieces: str, node: nodes.Node, frame: Any) -> None:
        """Prints what a method gives piece by piece."""
        self.writeline(f"for event in {pieces}:", node)
        self.indent()
        self.simple_write("event", frame)
        self.outdent()

    def visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> Any:
        """Any node; what the loop around it goes over is handed on."""
        if node is not self.gone_over:
            return super().visit(node, *args, **kwargs)
        self.gone_over = None
        self.write("environment.go_through(context, ")
        super().visit(node, *args, **kwargs)
        self.write(")")
        return None
