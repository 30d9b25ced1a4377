import JSON

/// What a store file holds: the state of its beginning, and the writes after it.
struct StoreContents: Sendable {
  /// An object of the state.
  struct Entry: Sendable {
    let resource: String
    let object: JSONValue
  }

  /// A write after it.
  struct Write: Sendable {
    let kind: StoreEvent.Kind
    let resource: String
    let version: Int
    let object: JSONValue
  }

  /// The version of the state.
  private(set) var version = 0
  private(set) var entries: [Entry] = []
  private(set) var writes: [Write] = []
  /// The bytes of the state and of all that is whole.
  private(set) var stateSize = 0
  private(set) var size = 0

  /// The version of the last write.
  var lastVersion: Int { writes.last?.version ?? version }

  /// Reads a file. A last line without its end is what a write left that was cut off: it was never answered, and is dropped.
  ///
  /// - Throws: `StoreFileError` that names the line, where anything else is not what was written.
  init(_ bytes: [UInt8], path: String) throws(StoreFileError) {
    var line = 0
    var start = 0
    var isComplete = false
    while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
      line += 1
      let record: StoreRecord
      do { record = try StoreRecord(bytes[start..<end]) } catch {
        guard error.isUnknownFormat else { throw .damaged(path, line: line, error.what) }
        throw StoreFileError(
          code: .unknownFormat, path: path,
          message: "\(error.what); use the program that wrote it, or move it away to begin with an empty cluster")
      }
      if let problem = add(record, line: line, isComplete: &isComplete) {
        throw .damaged(path, line: line, problem)
      }
      start = end + 1
      size = start
      if case .complete = record { stateSize = size }
    }
    guard isComplete else {
      throw .damaged(path, line: line + 1, "the file ends within its first state")
    }
  }

  /// Adds a record, or says why it cannot stand there.
  private mutating func add(_ record: StoreRecord, line: Int, isComplete: inout Bool) -> String? {
    switch record {
    case .header(let version):
      guard line == 1 else { return "a second beginning" }
      self.version = version
    case .object(let resource, let object):
      guard line > 1, !isComplete else { return "an object outside of the first state" }
      entries.append(Entry(resource: resource, object: object))
    case .complete(let count):
      guard line > 1, !isComplete else { return "a second end of the first state" }
      guard count == entries.count else { return "\(count) objects were written, and \(entries.count) are there" }
      isComplete = true
    case .change(let kind, let resource, let version, let object):
      guard isComplete else { return "a write within the first state" }
      guard version == lastVersion + 1 else { return "the write \(version) follows the write \(lastVersion)" }
      writes.append(Write(kind: kind, resource: resource, version: version, object: object))
    }
    return nil
  }
}
