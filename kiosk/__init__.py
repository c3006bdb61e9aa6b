"""The core of the hall kiosk: no Qt, no network."""
