//! MQTT exchanges out of network captures.
