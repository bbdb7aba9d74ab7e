//! The table, and what `qualify` finds in brokers that are right, nearly right and wrong.

mod command;
mod hang;
mod liar;
mod liars;
mod mosquitto;
mod ours;
mod support;
mod table;
mod tls;
