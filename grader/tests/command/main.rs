//! The command `grader`, whole, on classes of real folders. The first test to run has the kit compiled, which takes
//! most of a minute; the others find it done.

mod interrupted;
mod sample;
mod slips;
mod support;
mod whole_class;
