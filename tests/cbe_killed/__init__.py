"""Loading an extract of the register in a process that is killed at eleven places, and begun again each time."""
