pub fn port_mqtt() -> u16 {
    // <script>alert("source")</script> {{ 7 * 7 }} ]]> &lt;
    panic!("<script>alert(1)</script><img src=x onerror=alert(1)> ]]> \u{1b}[2J\u{1b}]0;pris\u{7} \u{202e}fin {{{{ 7 * 7 }}}}")
}

pub fn port(tls: bool) -> u16 {
    if tls { 8883 } else { 1883 }
}
