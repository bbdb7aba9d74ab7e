//! What a check works with: clients that say exactly what it wants, even what no client may say, and a record
//! of all that passed.

mod client;
mod record;
mod refusal;
mod scene;
mod stop;
mod talk;
pub mod wire;

pub use client::{Came, Client};
pub use record::{Line, Record, What};
pub use scene::{Scene, Secure, Target, will};
pub use stop::{Outcome, Premise, Stop, judge};
pub use talk::{message, retained, shown};
