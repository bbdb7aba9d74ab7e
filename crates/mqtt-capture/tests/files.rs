//! The file formats and the links, and files that are cut or broken.

mod support;

use std::time::Duration;

use mqtt_capture::{Reader, Stop};
use mqtt_trace::Event;
use proptest::prelude::*;
use support::{BROKER, CLIENT, Line, ethernet, events, ipv6, ladder, pcap};

/// The frames without what stands before the IP header.
fn ip(frames: &[Vec<u8>]) -> Vec<Vec<u8>> {
    frames.iter().map(|frame| frame[14..].to_vec()).collect()
}

fn headed(header: &[u8], frames: &[Vec<u8>]) -> Vec<Vec<u8>> {
    frames.iter().map(|frame| [header, frame].concat()).collect()
}

#[test]
fn the_same_exchange_on_each_link() {
    let line = Line::whole();
    let frames = line.frames();
    let expected = ladder(&pcap(1, &frames));
    let packets = ip(&frames);
    let tag = |tags: &[u8]| {
        let tagged = frames.iter().map(|frame| [&frame[..12], tags, &frame[12..]].concat());
        tagged.collect::<Vec<_>>()
    };
    let cooked_1 = b"\x00\x00\x03\x04\x00\x06\x00\x00\x00\x00\x00\x00\x00\x00\x08\x00";
    let cooked_2 = b"\x08\x00\x00\x00\x00\x00\x00\x01\x03\x04\x00\x06\x00\x00\x00\x00\x00\x00\x00\x00";
    let table: [(&str, u32, Vec<Vec<u8>>); 12] = [
        ("VLAN", 1, tag(b"\x81\x00\x00\x05")),
        ("two VLANs", 1, tag(b"\x88\xa8\x00\x05\x81\x00\x00\x06")),
        ("null, little-endian", 0, headed(&[2, 0, 0, 0], &packets)),
        ("null, big-endian", 0, headed(&[0, 0, 0, 2], &packets)),
        ("loop", 108, headed(&[0, 0, 0, 2], &packets)),
        ("raw", 101, packets.clone()),
        ("raw on OpenBSD", 14, packets.clone()),
        ("raw, elsewhere on BSD", 12, packets.clone()),
        ("IPv4", 228, packets.clone()),
        ("Linux cooked v1", 113, headed(cooked_1, &packets)),
        ("Linux cooked v2", 276, headed(cooked_2, &packets)),
        // Ethernet frames are filled up to 60 bytes: what follows the packet is not of it.
        ("filled up", 1, frames.iter().map(|frame| [&frame[..], &[0; 8]].concat()).collect()),
    ];
    for (what, link, frames) in table {
        assert_eq!(ladder(&pcap(link, &frames)), expected, "{what}");
    }
}

#[test]
fn ipv6_too() {
    let line = Line::whole();
    let (client, broker) = ((ipv6(20), CLIENT.1), (ipv6(2), BROKER.1));
    let frames: Vec<Vec<u8>> = line.segs.iter().map(|seg| ethernet(seg, client, broker)).collect();
    let of_4 = ladder(&line.capture()).replace("192.168.1.20:50001", "[fd00::14]:50001");
    let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(squeezed(&ladder(&pcap(1, &frames))), squeezed(&of_4));
    assert_eq!(ladder(&pcap(229, &ip(&frames))), ladder(&pcap(1, &frames)));
}

#[test]
fn a_link_that_is_not_known_is_counted() {
    let capture = pcap(105, &Line::whole().frames());
    let mut reader = Reader::new(std::io::Cursor::new(capture), vec![1883]).expect("a capture");
    assert!(reader.next().is_none());
    assert_eq!(reader.counts().unknown_links, reader.counts().frames);
}

/// pcap in both byte orders, with both resolutions; pcapng in both byte orders.
fn formats() -> Vec<(&'static str, Vec<u8>)> {
    let frames = Line::whole().frames();
    let mut all = Vec::new();
    for (what, magic, big, unit) in [
        ("pcap, little-endian, microseconds", 0xa1b2_c3d4, false, 1000),
        ("pcap, big-endian, microseconds", 0xa1b2_c3d4, true, 1000),
        ("pcap, little-endian, nanoseconds", 0xa1b2_3c4d, false, 1_000_000),
        ("pcap, big-endian, nanoseconds", 0xa1b2_3c4d_u32, true, 1_000_000),
    ] {
        let u32 = |value: u32| if big { value.to_be_bytes() } else { value.to_le_bytes() };
        let u16 = |value: u16| if big { value.to_be_bytes() } else { value.to_le_bytes() };
        let mut file = Vec::new();
        file.extend(u32(magic));
        file.extend([u16(2), u16(4)].concat());
        file.extend([u32(0), u32(0), u32(65_535), u32(1)].concat());
        for (index, frame) in (0..).zip(&frames) {
            let size = frame.len() as u32;
            file.extend([u32(1_795_379_998), u32(index * unit), u32(size), u32(size)].concat());
            file.extend(frame);
        }
        all.push((what, file));
    }
    for (what, big) in [("pcapng, little-endian", false), ("pcapng, big-endian", true)] {
        let u32 = |value: u32| if big { value.to_be_bytes() } else { value.to_le_bytes() };
        let u16 = |value: u16| if big { value.to_be_bytes() } else { value.to_le_bytes() };
        let block = |kind: u32, mut body: Vec<u8>| {
            body.resize(body.len().next_multiple_of(4), 0);
            let size = u32(body.len() as u32 + 12);
            [&u32(kind)[..], &size, &body, &size].concat()
        };
        let unknown_size = [0xff; 8];
        let section = [&u32(0x1a2b_3c4d)[..], &u16(1), &u16(0), &unknown_size].concat();
        let mut file = block(0x0a0d_0d0a, section);
        // Nanoseconds: if_tsresol, 9.
        let options = [&u16(9)[..], &u16(1), &[9, 0, 0, 0], &u16(0), &u16(0)].concat();
        file.extend(block(1, [&u16(1)[..], &u16(0), &u32(0), &options].concat()));
        for (index, frame) in (0..).zip(&frames) {
            let time = 1_795_379_998_000_000_000_u64 + index * 1_000_000;
            let size = u32(frame.len() as u32);
            let head = [u32(0), u32((time >> 32) as u32), u32(time as u32), size, size].concat();
            file.extend(block(6, [&head[..], frame].concat()));
        }
        all.push((what, file));
    }
    all
}

#[test]
fn the_same_exchange_in_each_format() {
    let (expected, _) = events(&Line::whole().capture());
    assert_eq!(expected[0].time, Duration::from_micros(1_795_379_998_001_000));
    for (what, file) in formats() {
        assert!(Reader::recognises(&file), "{what}");
        let (got, stop) = events(&file);
        assert_eq!(stop, None, "{what}");
        assert_eq!(got, expected, "{what}");
    }
}

/// What a file that is cut tells is what it would have told up to there, but for a packet that is not whole.
#[test]
fn a_file_that_is_cut_anywhere_is_read_as_far_as_it_goes() {
    for (what, file) in formats() {
        let (whole, _) = events(&file);
        let (mut most, mut whole_files) = (0, 0);
        for size in 0..file.len() {
            let (got, stop) = events(&file[..size]);
            let common = got.iter().zip(&whole).take_while(|(got, whole)| got == whole).count();
            assert!(got.len() - common <= 1, "{what}, {size} bytes: {got:#?}");
            assert!(common >= most, "{what}: more bytes, fewer events");
            most = common;
            match stop {
                None => whole_files += 1,
                Some(Stop::Cut { offset }) => assert!(offset <= size as u64, "{what}: cut at {offset}"),
                Some(other) => {
                    assert!(size < 4 && other == Stop::NotACapture, "{what}, {size} bytes: {other}");
                }
            }
        }
        // Only a cut between two blocks passes for the end: after each frame but the last, after the header and, in
        // pcapng, after the interface.
        let blocks = Line::whole().segs.len() + usize::from(what.starts_with("pcapng"));
        assert_eq!(whole_files, blocks, "{what}: cuts that are not told");
        assert!(most + 1 >= whole.len(), "{what}: {most} of {}", whole.len());
    }
}

#[test]
fn a_broken_block_stops_reading_and_is_told_with_its_place() {
    let (_, mut file) = formats().remove(4);
    let (whole, _) = events(&file);
    let middle = file.len() / 2 / 4 * 4;
    let place = (0..middle).rev().find(|at| file[*at..].starts_with(&[6, 0, 0, 0])).expect("a frame");
    file[place + 4..place + 8].copy_from_slice(&[5, 0, 0, 0]);
    let (got, stop) = events(&file);
    assert_eq!(stop, Some(Stop::Broken { offset: place as u64 }));
    assert!(!got.is_empty() && got[..] == whole[..got.len()]);
}

#[test]
fn what_is_no_capture_is_refused() {
    for bytes in [&b"1795348397: mosquitto version 2.0.11 starting\n"[..], &[0; 100]] {
        assert!(!Reader::recognises(bytes));
        assert_eq!(events(bytes).1, Some(Stop::NotACapture));
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(
        format in 0..6_usize,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..20),
        noise in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        let (_, mut file) = formats().swap_remove(format);
        for (at, value) in changes {
            let at = at.index(file.len());
            file[at] = value;
        }
        file.extend(noise);
        let (events, _): (Vec<Event>, _) = events(&file);
        prop_assert!(events.len() < 1000);
    }
}
