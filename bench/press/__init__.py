"""The simulated press: a world of outlets, stories with the whole truth known, and the reports that they lead to."""
