//! What a recorded exchange must show: rules in TOML, looked for in a trace, with the packets that prove them.
//!
//! No I/O, no clock. Time is linear in the length of the trace, memory does not depend on it.
//!
//! - [`Rules`]: a file of rules, read with errors that point at the line and suggest;
//! - [`Check`]: looks for them, event by event, and gives a [`Verdict`] for each;
//! - [`Imprint`]: whose trace this is, and whether another one is a copy of it;
//! - [`CrossCheck`]: a trace beside the record of the teacher's broker, the [`Reference`];
//! - [`messages`]: the sentences for people, in French.
//!
//! # The language
//!
//! `book/formulaires/regles/LISEZMOI.md` explains it to teachers, in French. In short: a rule is a sequence of steps, each
//! found after the one before it in the trace.
//!
//! ```toml
//! version = 1
//! titre = "TP 1 : les trois QoS"
//! facultative = false              # optional: the lab does without the whole trace
//!
//! [[regles]]
//! nom = "qos-1"                    # unique in the file
//! texte = "Un message en QoS 1, et le PUBACK qui l’acquitte"
//! aide = "Publiez avec -q 1."      # optional: shown where it is missing
//! points = 1                       # optional: its weight beside the other rules, 1
//! facultative = false              # optional: the lab does without it
//! client = "{poste}-*"             # optional: of all packets of the rule
//! etapes = [
//!     { paquet = "PUBLISH", de = "client", q = 1, m = "$m" },
//!     { paquet = "PUBACK", de = "broker", m = "$m", delai = { max = 5 } },
//! ]
//! ```
//!
//! | key of a step | meaning |
//! |---|---|
//! | `paquet` | a type of packet, or a list of types |
//! | `evenement` | instead: `connexion` (with `broker`, its address), `coupure` (an end without DISCONNECT), `fin-de-trace` (last step only) |
//! | `de` | who sends it: `client` or `broker`; needed where both may |
//! | `client`, `connexion` | the client identifier; the network connection, by a variable |
//! | `d q r m topic payload taille` | of PUBLISH; `m` of all that have one |
//! | `p c k utilisateur will_topic will_payload will_q will_r` | of CONNECT |
//! | `session code`; `filtre q` | of CONNACK; of SUBSCRIBE. `code` of SUBACK, `filtre` of UNSUBSCRIBE |
//! | `perdu` | `true`: a packet that logdump kept from arriving, which no other step sees |
//! | `sans` | a step or a list of steps that must not come between the step before and this one |
//! | `delai` | `{ min = 9, max = 11 }`: seconds since the step before |
//! | `fois` | the step, so many times in a row |
//!
//! Values: a number, a text, a list of either (one of them), `{ min = 5, max = 9 }` for numbers, `{ sauf = … }` (anything
//! but). A text may hold `*` (anything) and `{poste}` (the seat, `poste07`: the same one in a whole rule). `topic` and
//! `will_topic` are topic filters. `"$m"` is a variable: the first packet gives it its value, the later ones must have it.
//!
//! What is found is the truth of the trace, not of the room: a consistent forgery made with an open tool cannot be
//! excluded. [`Imprint`] notices copies, [`CrossCheck`] what the teacher's broker has not seen.

mod bound;
mod check;
mod cross;
mod describe;
mod fact;
mod field;
mod imprint;
pub mod messages;
mod near;
mod pattern;
mod rule;
mod rules;
mod search;
mod text;
mod verdict;
mod want;

pub use check::Check;
pub use cross::{Agreement, CrossCheck, Reference};
pub use imprint::Imprint;
pub use near::{Near, Obstacle};
pub use rule::Rule;
pub use rules::{Kind, Problem, RuleError, Rules, VERSION};
pub use verdict::{Mark, Missing, Outcome, Verdict};
