//! The broker as a library, as a command, beside Mosquitto, and against clients that behave badly.

mod command;
mod endings;
mod engine;
mod isolation;
mod library;
mod limits;
mod log;
mod memory;
mod paho;
mod paho_interop;
mod passwd;
mod programs;
mod settings;
mod status;
mod support;
mod tls;
mod told_once;
mod users;
mod web;
