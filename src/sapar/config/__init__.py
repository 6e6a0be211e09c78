"""The roof: settings, addresses, the clock, and the wiring of the rooms."""
