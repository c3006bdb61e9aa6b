"""``python -m kiosk.catalogue``, the same as ``hall-catalogue``."""

from kiosk.catalogue.cli import main

if __name__ == "__main__":
    main()
