//! What is judged of the whole, and how faults are reported.
