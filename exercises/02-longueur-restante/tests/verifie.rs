//! Les tests de l’exercice 02. Vous pouvez les lire ; ne les modifiez pas.

use exercise_02::{Lecture, coder, decoder};

#[test]
fn etape_1_coder_un_octet() {
    verifie_coder(0, &[0x00]);
    verifie_coder(5, &[0x05]);
    verifie_coder(127, &[0x7F]);
}

#[test]
fn etape_2_coder_deux_octets() {
    verifie_coder(128, &[0x80, 0x01]);
    verifie_coder(321, &[0xC1, 0x02]);
    verifie_coder(16_383, &[0xFF, 0x7F]);
}

#[test]
fn etape_3_coder_trois_et_quatre_octets() {
    verifie_coder(16_384, &[0x80, 0x80, 0x01]);
    verifie_coder(2_097_151, &[0xFF, 0xFF, 0x7F]);
    verifie_coder(2_097_152, &[0x80, 0x80, 0x80, 0x01]);
    verifie_coder(268_435_455, &[0xFF, 0xFF, 0xFF, 0x7F]);
}

#[test]
fn etape_4_coder_refuse_au_dela_du_maximum() {
    for longueur in [268_435_456, u32::MAX] {
        testkit::value(format!("coder({longueur})"), None)
            .hint("quatre octets portent 28 bits : comparez d’abord la longueur à MAXIMUM")
            .clause("§2.2.3")
            .when(move || coder(longueur));
    }
}

#[test]
fn etape_5_decoder_un_octet() {
    verifie_decoder(&[0x00], 0, 1);
    verifie_decoder(&[0x7F], 127, 1);
    verifie_decoder(&[0x05, 0x68, 0x6F], 5, 1);
}

#[test]
fn etape_6_decoder_plusieurs_octets() {
    verifie_decoder(&[0x80, 0x01], 128, 2);
    verifie_decoder(&[0xC1, 0x02], 321, 2);
    verifie_decoder(&[0xFF, 0xFF, 0x7F], 2_097_151, 3);
    verifie_decoder(&[0x80, 0x80, 0x80, 0x01], 2_097_152, 4);
    verifie_decoder(&[0xFF, 0xFF, 0xFF, 0x7F, 0x10], 268_435_455, 4);
}

#[test]
fn etape_7_decoder_ce_qui_est_incomplet() {
    for octets in [&[][..], &[0x80], &[0xFF, 0xFF], &[0x80, 0x80, 0x80]] {
        testkit::value(format!("decoder({})", hexa(octets)), Lecture::Incomplete)
            .mistake(
                Lecture::Invalide,
                "Rien n’est faux ici : la suite n’est pas encore arrivée. Répondez Incomplete.",
            )
            .mistake(
                lu(octets),
                "Vous avez sans doute répondu avant d’avoir lu un octet dont le bit 7 vaut 0.",
            )
            .hint("le dernier octet reçu annonce une suite qui n’est pas là")
            .clause("§2.2.3")
            .when(|| decoder(octets));
    }
}

#[test]
fn etape_8_decoder_refuse_un_cinquieme_octet() {
    for octets in [&[0x80, 0x80, 0x80, 0x80][..], &[0x80, 0x80, 0x80, 0x80, 0x01], &[0xFF; 9]] {
        testkit::value(format!("decoder({})", hexa(octets)), Lecture::Invalide)
            .mistake(
                Lecture::Incomplete,
                "Vous avez sans doute attendu un cinquième octet, qui n’existe jamais.",
            )
            .mistake(
                Lecture::Lue { valeur: 1 << 28, octets: 5 },
                "Vous avez sans doute lu un cinquième octet : quatre au plus.",
            )
            .hint("au quatrième octet, le bit 7 doit valoir 0")
            .clause("§2.2.3")
            .when(|| decoder(octets));
    }
}

fn verifie_coder(longueur: u32, attendu: &[u8]) {
    let sans_suite = attendu.iter().map(|octet| octet & 0x7F).collect();
    let toujours_suite = attendu.iter().map(|octet| octet | 0x80).collect();
    let a_l_envers: Vec<u8> = attendu.iter().rev().copied().collect();
    let sur_quatre_octets = longueur.to_be_bytes().to_vec();
    let gros_boutiste =
        (1..=attendu.len()).map(|rang| a_l_envers[rang - 1] & 0x7F | u8::from(rang < attendu.len()) << 7);
    testkit::bytes(format!("coder({longueur})"), attendu)
        .mistake(
            Some(vec![]),
            "Vous avez sans doute arrêté la boucle trop tôt : 0 s’écrit aussi, sur un octet, 00.",
        )
        .mistake(
            Some(vec![(longueur % 256) as u8]),
            "Vous avez sans doute écrit un seul octet : il n’a que sept bits pour le nombre.",
        )
        .mistake(
            Some(sans_suite),
            "Vous avez sans doute oublié le bit de suite (bit 7) quand un autre octet vient.",
        )
        .mistake(
            Some(toujours_suite),
            "Vous avez sans doute mis le bit de suite (bit 7) au dernier octet aussi : rien ne le suit.",
        )
        .mistake(
            Some(gros_boutiste.collect()),
            "Vous avez sans doute commencé par le poids fort : ici, le poids faible vient d’abord.",
        )
        .mistake(
            Some(a_l_envers),
            "Vous avez sans doute rangé les octets à l’envers : le poids faible vient d’abord.",
        )
        .mistake(
            Some(sur_quatre_octets),
            "Ici la longueur n’occupe pas toujours quatre octets : elle grandit au besoin.",
        )
        .hint("bit 7 à 1 tant qu’il reste des octets ; sept bits du nombre par octet")
        .clause("§2.2.3")
        .when(move || coder(longueur));
}

fn verifie_decoder(octets: &'static [u8], valeur: u32, nombre: usize) {
    let tous_les_bits =
        octets[..nombre].iter().rev().fold(0, |somme: u32, o| somme.wrapping_mul(128) + u32::from(*o));
    let poids_fort = octets[..nombre].iter().fold(0, |somme, o| somme * 128 + u32::from(o & 0x7F));
    testkit::value(format!("decoder({})", hexa(octets)), Lecture::Lue { valeur, octets: nombre })
        .mistake(
            Lecture::Lue { valeur: tous_les_bits, octets: nombre },
            "Vous avez sans doute compté le bit 7 dans le nombre : effacez-le avec & 0b0111_1111.",
        )
        .mistake(
            Lecture::Lue { valeur: poids_fort, octets: nombre },
            "Vous avez sans doute lu le poids fort d’abord : ici, le premier octet porte le poids faible.",
        )
        .mistake(
            Lecture::Lue { valeur, octets: octets.len() },
            "Vous avez sans doute compté aussi les octets qui suivent la longueur.",
        )
        .mistake(
            Lecture::Lue { valeur, octets: nombre - 1 },
            "Il manque un octet au compte : rang commence à 0, un octet est donc lu quand il vaut 0.",
        )
        .mistake(Lecture::Incomplete, "Tout est là : vous avez sans doute attendu un octet de trop.")
        .hint(
            "premier octet : poids 1 ; deuxième : 128 ; troisième : 128 × 128 ; quatrième : 128 × 128 × 128",
        )
        .clause("§2.2.3")
        .when(move || decoder(octets));
}

/// Ce que donnerait une lecture qui s’arrête à la fin des octets reçus.
fn lu(octets: &[u8]) -> Lecture {
    let valeur = octets.iter().rev().fold(0, |somme, octet| somme * 128 + u32::from(octet & 0x7F));
    Lecture::Lue { valeur, octets: octets.len() }
}

fn hexa(octets: &[u8]) -> String {
    let octets: Vec<String> = octets.iter().map(|octet| format!("0x{octet:02X}")).collect();
    format!("&[{}]", octets.join(", "))
}
