/// The resources of one type at one time, sorted by name: immutable, shared by all streams that stand on it, identified
/// by its content.
///
/// What is known of an entry differs: all of it (a set that was published), its name and version (what a client says it
/// has), or its name alone (a set that is too old to be kept).
final class ResourceSet: Sendable {
  /// What is known of one resource.
  struct Entry: Sendable {
    let name: String
    /// The content; nil where it is not known, and then it differs from every other.
    let content: ContentHash?
    /// The resource, where it is kept.
    let resource: XDSResource?
  }

  let type: TypeURL
  /// Sorted by name, each name once.
  let entries: [Entry]
  /// What identifies type, names and contents.
  let identity: ContentHash
  /// The text of `identity`.
  let version: String

  /// A set of entries that are sorted by name and have each name once.
  init(type: TypeURL, sorted entries: [Entry]) {
    self.type = type
    self.entries = entries
    var hashed = WireBuffer(capacity: 128 + entries.count * 64)
    hashed.append(field: 1, string: type.rawValue)
    for entry in entries {
      hashed.append(field: 2, element: entry.name)
      if let content = entry.content { hashed.append(field: 3, bytes: content.bytes) }
      // The same content without its bytes is another set: it cannot be sent from.
      if entry.resource == nil { hashed.append(field: 4, element: "") }
    }
    identity = ContentHash(of: hashed.bytes)
    version = identity.text
  }

  /// What a client says that it has: names and versions. A version that we cannot have written differs from every other.
  convenience init(type: TypeURL, versions: [String: String]) {
    var entries: [Entry] = []
    entries.reserveCapacity(versions.count)
    for (name, version) in versions {
      entries.append(Entry(name: name, content: ContentHash(text: version), resource: nil))
    }
    entries.sort { $0.name < $1.name }
    self.init(type: type, sorted: entries)
  }

  /// The names of several sets, and nothing more.
  convenience init(namesOf sets: [ResourceSet], type: TypeURL) {
    var names: Set<String> = []
    for set in sets { for entry in set.entries { names.insert(entry.name) } }
    let entries = names.sorted().map { Entry(name: $0, content: nil, resource: nil) }
    self.init(type: type, sorted: entries)
  }

  var isEmpty: Bool { entries.isEmpty }

  /// The same names and contents, without the bytes.
  func withoutBodies() -> ResourceSet {
    ResourceSet(type: type, sorted: entries.map { Entry(name: $0.name, content: $0.content, resource: nil) })
  }

  /// The entry of a name.
  func entry(_ name: String) -> Entry? {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].name < name { low = middle + 1 } else { high = middle }
    }
    guard low < entries.count, entries[low].name == name else { return nil }
    return entries[low]
  }

  /// Whether this set lacks a name that an older one has.
  func lacksNames(of older: ResourceSet) -> Bool {
    var index = 0
    for entry in older.entries {
      while index < entries.count, entries[index].name < entry.name { index += 1 }
      if index == entries.count || entries[index].name != entry.name { return true }
    }
    return false
  }

  /// This set and what `older` has besides: adds are in it, deletions are not. It is this set itself where `older` has
  /// nothing besides.
  ///
  /// - Parameters:
  ///   - older: What the client has acknowledged.
  ///   - doubts: Other sets that it may have in part: what is kept without its bytes, so that it cannot be sent again, and
  ///     is otherwise in one of these, has a content that is not known.
  ///   - asked: Names that the client wants to be answered: what is kept without its bytes is no answer.
  ///   - needingBodies: Whether entries without their bytes are of no use (a complete set cannot name them).
  func keeping(_ older: ResourceSet, doubts: [ResourceSet], asked: NameSet, needingBodies: Bool) -> ResourceSet {
    var merged: [Entry] = []
    var index = 0
    var kept = false
    for var entry in older.entries {
      while index < entries.count, entries[index].name < entry.name {
        merged.append(entries[index])
        index += 1
      }
      if index < entries.count, entries[index].name == entry.name { continue }
      if entry.resource == nil {
        if needingBodies || asked.contains(entry.name) { continue }
        for doubt in doubts where doubt.entry(entry.name)?.content != entry.content {
          entry = Entry(name: entry.name, content: nil, resource: nil)
          break
        }
      }
      merged.append(entry)
      kept = true
    }
    guard kept else { return self }
    merged.append(contentsOf: entries[index...])
    return ResourceSet(type: type, sorted: merged)
  }
}
