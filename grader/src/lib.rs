//! From a folder of submissions to marks.

pub mod model;
