"""Loading an extract of the register in a process that is killed at ten places, and begun again each time."""
