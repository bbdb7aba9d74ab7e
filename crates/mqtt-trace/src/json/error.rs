//! Why bytes are not a packet, as an object.

use mqtt_packet::{DecodeError, Rule};
use serde::{Deserialize, Serialize};

use crate::messages;

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct ErrorObject {
    #[serde(flatten)]
    kind: Kind,
    #[serde(default)]
    text: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Kind {
    Incomplete { missing: usize },
    Malformed { rule: String, clause: String, offset: usize },
    UnsupportedVersion { level: u8, offset: usize },
    TooLarge { size: usize, limit: usize },
    Other,
}

impl ErrorObject {
    pub(super) fn of(error: DecodeError) -> ErrorObject {
        let kind = match error {
            DecodeError::Incomplete { missing } => Kind::Incomplete { missing },
            DecodeError::Malformed { rule, offset } => {
                Kind::Malformed { rule: format!("{rule:?}"), clause: rule.clause().to_owned(), offset }
            }
            DecodeError::UnsupportedVersion { level, offset } => Kind::UnsupportedVersion { level, offset },
            DecodeError::TooLarge { size, limit } => Kind::TooLarge { size, limit },
            _ => Kind::Other,
        };
        ErrorObject { kind, text: messages::decode_error(error) }
    }

    pub(super) fn into_error(self) -> Option<DecodeError> {
        Some(match self.kind {
            Kind::Incomplete { missing } => DecodeError::Incomplete { missing },
            Kind::Malformed { rule, offset, .. } => {
                let rule = *Rule::ALL.iter().find(|known| format!("{known:?}") == rule)?;
                DecodeError::Malformed { rule, offset }
            }
            Kind::UnsupportedVersion { level, offset } => DecodeError::UnsupportedVersion { level, offset },
            Kind::TooLarge { size, limit } => DecodeError::TooLarge { size, limit },
            Kind::Other => return None,
        })
    }
}
