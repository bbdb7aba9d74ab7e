//! The broker as a library, as a command, beside Mosquitto, and against clients that behave badly.

mod command;
mod endings;
mod engine;
mod isolation;
mod library;
mod log;
mod memory;
mod paho_interop;
mod programs;
mod status;
mod support;
mod told_once;
mod web;
