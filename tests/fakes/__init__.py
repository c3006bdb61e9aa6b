"""Stand-ins for what stands outside: real protocols, made-up people."""
