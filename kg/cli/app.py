"""All commands, and the one place where their errors end."""

from __future__ import annotations

import gc
import io
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from kg.cli.ask import ask
from kg.cli.build import build
from kg.cli.claims import claims
from kg.cli.diff import diff
from kg.cli.different import different
from kg.cli.entities import entities
from kg.cli.explain import explain
from kg.cli.export import export
from kg.cli.init import init
from kg.cli.output import complain
from kg.cli.project import use_project
from kg.cli.query import query
from kg.cli.remove import remove
from kg.cli.same import same
from kg.cli.show import show
from kg.cli.stats import stats
from kg.cli.trace import trace
from kg.cli.validate import validate
from kg.errors import KgError


class OneLineErrors(TyperGroup):
    """A group whose commands, and theirs, end in one line on stderr and an exit code when they cannot go on."""

    def invoke(self, ctx: Any) -> Any:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()  # here, where a reader that has gone away is an ordinary end
            return result
        except KgError as error:
            complain(str(error))
        except BrokenPipeError:
            raise  # typer's business: `kg claims | head` is no error
        except OSError as error:
            complain(f"{error.filename or 'output'}: {error.strerror or error}")
        raise typer.Exit(1)


app = typer.Typer(
    cls=OneLineErrors,
    name="kg",
    no_args_is_help=True,
    rich_markup_mode="rich",
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from kg.versions import versions  # noqa: PLC0415 (help must not wait for it)

        for part, version in versions().items():
            print(part, version)
        raise typer.Exit


@app.callback()
def kg(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the versions of kg, its models and its ontology, and leave.")
    ] = False,
    config: Annotated[
        Path | None,
        typer.Option(
            "--config", metavar="FILE", help="Settings to use.", show_default="kg.toml here or in a folder above"
        ),
    ] = None,
) -> None:
    """Turn news reports into a graph of who says what about supply chains.

    In French and English. Every claim carries the words that make it, who says
    so, and how sure they are.

    [bold]To begin[/bold]

      kg build reports/                    [dim]files, folders, patterns, -[/dim]
      kg claims --class movement           [dim]what was said, in which words[/dim]
      kg trace "Nvidia chips" --to China   [dim]which way goods went[/dim]
      kg ask                               [dim]questions with a name[/dim]
      kg ask restrictions --goods H20      [dim]what restricts it, who says so[/dim]
      kg query 'SELECT * { ?claim a sc:Restriction ; sc:theme ?what }'
      kg init my-project                   [dim]a folder with settings of its own[/dim]
    """
    if context.invoked_subcommand != init.__name__:  # a project is made wherever one stands, also beside a broken one
        use_project(config)


for command in (init, build, claims, show, ask, trace, entities, same, different, explain, diff, query, stats, validate, export, remove):
    # a question's own parameters may be written as options
    app.command(no_args_is_help=False, context_settings={"ignore_unknown_options": command is ask})(command)


def main() -> None:
    """Entry point. Output is UTF-8 wherever it goes; a name that is not is written with escapes."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    # a command loads a million things and keeps them: looking for garbage among them every 700th time, as by default,
    # takes a tenth of the first answer
    gc.set_threshold(100_000)
    app(prog_name="kg")
