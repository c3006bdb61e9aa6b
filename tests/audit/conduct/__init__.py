"""How the kiosk behaves over a whole visit: what no single window can show."""
