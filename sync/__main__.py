"""``hall-sync``: the worker and the admin's verbs."""

from sync.cli import main

if __name__ == "__main__":
    main()
