//! A tree of topic levels: subscriptions by filter, retained messages by name.
//!
//! Both sides of matching are walks of the same tree: which stored *filters* match a name (a PUBLISH finds its
//! subscribers), and which stored *names* a filter matches (a SUBSCRIBE finds its retained messages). Neither
//! looks at branches that cannot match. Nodes lie in a slab and walks keep their own stack, so that a topic of
//! 65,536 levels overflows nothing.

use std::collections::HashMap;

use slab::Slab;

const ROOT: usize = 0;

#[derive(Debug)]
pub(crate) struct TopicTree<T> {
    nodes: Slab<Node<T>>,
}

#[derive(Debug)]
struct Node<T> {
    parent: usize,
    /// The last level of the path to this node.
    level: Box<str>,
    children: HashMap<Box<str>, usize>,
    value: Option<T>,
}

impl<T> Node<T> {
    fn new(parent: usize, level: &str) -> Node<T> {
        Node { parent, level: level.into(), children: HashMap::new(), value: None }
    }
}

impl<T> Default for TopicTree<T> {
    fn default() -> Self {
        let mut nodes = Slab::new();
        nodes.insert(Node::new(ROOT, ""));
        TopicTree { nodes }
    }
}

impl<T> TopicTree<T> {
    /// The place of the value at `path`, for the caller to fill if it is empty.
    pub(crate) fn place(&mut self, path: &str) -> &mut Option<T> {
        let mut index = ROOT;
        for level in path.split('/') {
            index = match self.nodes[index].children.get(level) {
                Some(child) => *child,
                None => {
                    let child = self.nodes.insert(Node::new(index, level));
                    self.nodes[index].children.insert(level.into(), child);
                    child
                }
            };
        }
        &mut self.nodes[index].value
    }

    /// The value at `path`.
    pub(crate) fn get_mut(&mut self, path: &str) -> Option<&mut T> {
        let index = self.find(path)?;
        self.nodes[index].value.as_mut()
    }

    /// How many values there are.
    pub(crate) fn count(&self) -> usize {
        self.nodes.iter().filter(|(_, node)| node.value.is_some()).count()
    }

    /// Takes the value at `path` out, and the branch that held nothing else.
    pub(crate) fn remove(&mut self, path: &str) -> Option<T> {
        let mut index = self.find(path)?;
        let value = self.nodes[index].value.take()?;
        while index != ROOT && self.nodes[index].value.is_none() && self.nodes[index].children.is_empty() {
            let node = self.nodes.remove(index);
            index = node.parent;
            self.nodes[index].children.remove(&node.level);
        }
        Some(value)
    }

    fn find(&self, path: &str) -> Option<usize> {
        path.split('/').try_fold(ROOT, |index, level| self.nodes[index].children.get(level).copied())
    }

    /// Calls `found` with the value of each stored filter that matches the topic `name`.
    pub(crate) fn filters_matching(&self, name: &str, mut found: impl FnMut(&T)) {
        let mut visit = |index: usize| {
            if let Some(value) = &self.nodes[index].value {
                found(value);
            }
        };
        // A node, and the part of the name that is still to be matched below it.
        let mut pending = vec![(ROOT, Some(name))];
        while let Some((index, rest)) = pending.pop() {
            let children = &self.nodes[index].children;
            // A wildcard in the first level does not match a name that begins with $ [MQTT-4.7.2-1].
            let wildcards = index != ROOT || !name.starts_with('$');
            if wildcards && let Some(child) = children.get("#") {
                visit(*child);
            }
            let Some(rest) = rest else {
                visit(index);
                continue;
            };
            let (level, rest) = split_level(rest);
            if wildcards && let Some(child) = children.get("+") {
                pending.push((*child, rest));
            }
            if let Some(child) = children.get(level) {
                pending.push((*child, rest));
            }
        }
    }

    /// Calls `found` with the value of each stored topic name that `filter` matches, in no set order.
    pub(crate) fn names_matching(&self, filter: &str, mut found: impl FnMut(&T)) {
        let mut visit = |index: usize| {
            if let Some(value) = &self.nodes[index].value {
                found(value);
            }
        };
        let mut pending = vec![(ROOT, Some(filter))];
        while let Some((index, rest)) = pending.pop() {
            let node = &self.nodes[index];
            let Some(rest) = rest else {
                visit(index);
                continue;
            };
            let unhidden = |level: &str| index != ROOT || !level.starts_with('$');
            match split_level(rest) {
                ("#", _) => {
                    visit(index);
                    let below = node.children.iter().filter(|(level, _)| unhidden(level));
                    pending.extend(below.map(|(_, child)| (*child, Some("#"))));
                }
                ("+", rest) => {
                    let below = node.children.iter().filter(|(level, _)| unhidden(level));
                    pending.extend(below.map(|(_, child)| (*child, rest)));
                }
                (level, rest) => pending.extend(node.children.get(level).map(|child| (*child, rest))),
            }
        }
    }
}

fn split_level(path: &str) -> (&str, Option<&str>) {
    match path.split_once('/') {
        Some((level, rest)) => (level, Some(rest)),
        None => (path, None),
    }
}

#[cfg(test)]
mod tests {
    use mqtt_packet::topic;
    use proptest::prelude::*;

    use super::*;

    fn tree(paths: &[String]) -> TopicTree<String> {
        let mut tree = TopicTree::default();
        for path in paths {
            *tree.place(path) = Some(path.clone());
        }
        tree
    }

    fn filters_found(paths: &[String], name: &str) -> Vec<String> {
        let mut found = Vec::new();
        tree(paths).filters_matching(name, |filter| found.push(filter.clone()));
        found.sort();
        found
    }

    fn names_found(paths: &[String], filter: &str) -> Vec<String> {
        let mut found = Vec::new();
        tree(paths).names_matching(filter, |name| found.push(name.clone()));
        found.sort();
        found
    }

    fn path_of(level: &'static str) -> impl Strategy<Value = String> {
        prop::collection::vec(level, 1..5).prop_map(|levels| levels.join("/"))
    }

    fn names() -> impl Strategy<Value = Vec<String>> {
        prop::collection::btree_set(path_of("[ab$]?|\\$SYS"), 0..12)
            .prop_map(|set| set.into_iter().filter(|name| topic::check_name(name).is_ok()).collect())
    }

    fn filters() -> impl Strategy<Value = Vec<String>> {
        prop::collection::btree_set(path_of("[ab+#]?|\\$SYS"), 0..12)
            .prop_map(|set| set.into_iter().filter(|filter| topic::check_filter(filter).is_ok()).collect())
    }

    proptest! {
        #[test]
        fn a_name_finds_the_filters_that_match_it_one_by_one(filters in filters(), names in names()) {
            for name in &names {
                let expected: Vec<_> = filters.iter().filter(|f| topic::matches(f, name)).cloned().collect();
                prop_assert_eq!(filters_found(&filters, name), expected, "name {}", name);
            }
        }

        #[test]
        fn a_filter_finds_the_names_that_it_matches_one_by_one(filters in filters(), names in names()) {
            for filter in &filters {
                let expected: Vec<_> = names.iter().filter(|n| topic::matches(filter, n)).cloned().collect();
                prop_assert_eq!(names_found(&names, filter), expected, "filter {}", filter);
            }
        }

        #[test]
        fn removing_all_leaves_the_root_alone(paths in filters()) {
            let mut tree = tree(&paths);
            for path in &paths {
                prop_assert_eq!(tree.remove(path), Some(path.clone()));
                prop_assert_eq!(tree.remove(path), None);
            }
            prop_assert_eq!(tree.nodes.len(), 1);
        }
    }

    #[test]
    fn the_deepest_topic_overflows_nothing() {
        let deepest = "/".repeat(65_535);
        let mut tree = tree(std::slice::from_ref(&deepest));
        let mut found = 0;
        tree.filters_matching(&deepest, |_| found += 1);
        tree.names_matching("#", |_| found += 1);
        assert_eq!(found, 2);
        assert_eq!(tree.remove(&deepest), Some(deepest));
    }
}
