//! The command `grader`, whole, on classes of real folders. The first test to run has the kit compiled, which takes
//! most of a minute; the others find it done.

#[cfg(unix)]
mod ci;
mod exports;
mod forms;
mod interrupted;
mod known_class;
mod outputs;
mod pack;
mod pseudonyms;
mod purge;
mod sample;
mod serve;
mod several_works;
mod shards;
mod similar;
mod slips;
mod support;
mod traces;
mod whole_class;
