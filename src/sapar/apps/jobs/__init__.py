"""Work that is done later: once, on time, also after an outage."""
