//! The broker as a library, as a command, beside Mosquitto, and against clients that behave badly.

mod command;
mod isolation;
mod library;
mod log;
mod programs;
mod support;
