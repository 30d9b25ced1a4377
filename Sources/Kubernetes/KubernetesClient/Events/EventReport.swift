public import KubernetesObjects

/// What happened to an object. Reports that are equal are one event and its repeats.
public struct EventReport: Sendable, Hashable {
  /// Whether somebody should look.
  public enum Kind: String, Sendable, Hashable {
    /// The normal course.
    case normal = "Normal"
    /// Something that may need a person.
    case warning = "Warning"
  }

  /// The longest note, in bytes: the API server's bound.
  public static let longestNote = 1024
  /// The longest reason and action, in bytes: the API server's bound.
  public static let longestWord = 128

  /// Whether somebody should look.
  public let type: Kind
  /// Why, in one word: `DiskFull`.
  public let reason: String
  /// What was done or tried, in one word: `CheckDisk`.
  public let action: String
  /// What happened, for people.
  public let note: String
  /// The object that it happened to.
  public let regarding: ObjectReference
  /// Another object that has to do with it.
  public let related: ObjectReference?

  /// A report. What is longer than the API server takes is cut off, between two characters. The objects' resource versions are
  /// left out: an event does not become another one when its object changes.
  public init(
    _ type: Kind, reason: String, action: String, note: String, regarding: ObjectReference,
    related: ObjectReference? = nil
  ) {
    self.type = type
    self.reason = reason.cut(at: Self.longestWord)
    self.action = action.cut(at: Self.longestWord)
    self.note = note.cut(at: Self.longestNote)
    self.regarding = regarding.withoutVersion
    self.related = related?.withoutVersion
  }
}

extension ObjectReference {
  /// A reference to an object as it was read.
  public init(to object: some APIObject) {
    self.init(
      apiVersion: type(of: object).apiVersion, kind: type(of: object).kind, namespace: object.metadata.namespace,
      name: object.metadata.name, uid: object.metadata.uid, resourceVersion: object.metadata.resourceVersion)
  }

  fileprivate var withoutVersion: ObjectReference {
    var reference = self
    reference.resourceVersion = nil
    return reference
  }
}

extension String {
  /// As much of the beginning as fits into so many bytes of UTF-8, without a part of a character; where not even the first
  /// character fits, as many of its scalars as do.
  func cut(at bytes: Int) -> String {
    if utf8.count <= bytes { return self }
    var size = 0
    var end = startIndex
    for index in indices {
      let next = size + self[index].utf8.count
      if next > bytes { break }
      size = next
      end = self.index(after: index)
    }
    if end > startIndex { return String(self[..<end]) }
    var text = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      size += UTF8.width(scalar)
      if size > bytes { break }
      text.append(scalar)
    }
    return String(text)
  }
}
