"""``python -m weeknotes``, and what the command ``weeknotes`` runs."""

from __future__ import annotations


def main(default: str = "") -> None:
    """Run the command line, with `default` where no command is named; see `cli.main`. Ends the process.

    Ctrl-C ends it in a word, also while the program is still being loaded or has nothing more to do.
    """
    # Whatever is loaded outside of this is loaded before anybody catches Ctrl-C.
    try:
        from weeknotes.cli import main as run

        run(default)
    except KeyboardInterrupt:
        raise SystemExit("\nAborted!") from None
    finally:
        import signal

        signal.signal(signal.SIGINT, signal.SIG_IGN)


if __name__ == "__main__":
    main()
