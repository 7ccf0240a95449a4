//! The tree in parts that a case folder would not show well.
