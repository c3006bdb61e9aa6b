"""``hall-platform``: the reference platform and its clerk's verbs."""

from sync.platform.cli import main

if __name__ == "__main__":
    main()
