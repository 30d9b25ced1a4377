import JSON
public import KubernetesObjects

/// Reads the events of a watch from its body as it arrives: an event a line, in chunks that end anywhere.
///
/// Give it each chunk with `append`, and ask `next` until nil; when the body ends, `finish` tells whether it ended
/// within an event. It holds one unfinished event, up to the bound. After an error it must not be used again: the
/// watch begins anew from the last resource version.
public struct WatchDecoder<Object: KubernetesObject> {
  /// The longest event that is accepted unless another bound is given, in bytes: the API server's own largest object
  /// is 3 MiB.
  public static var defaultBound: Int { 8 << 20 }

  private let subject: RequestSubject
  private let pool: SharingPool
  private let filter: ManagedFieldsFilter
  private let bound: Int
  private var buffer: [UInt8] = []
  /// Where the next line begins.
  private var start = 0
  /// Up to where no end of a line was found.
  private var scanned = 0

  /// A decoder of one answer.
  ///
  /// - Parameters:
  ///   - subject: what is watched, for the errors.
  ///   - pool: what objects have in common is kept there once.
  ///   - managedFields: which entries of `metadata.managedFields` are kept.
  ///   - bound: the longest event, in bytes.
  public init(
    of subject: RequestSubject, sharing pool: SharingPool, managedFields: ManagedFieldsFilter = .all,
    bound: Int = WatchDecoder.defaultBound
  ) {
    self.subject = subject
    self.pool = pool
    filter = managedFields
    self.bound = bound
  }

  /// The bytes that wait: of complete events that were not asked for, and of an unfinished one.
  public var bufferedBytes: Int { buffer.count - start }

  /// Takes a chunk of the body.
  public mutating func append(_ chunk: some Collection<UInt8>) {
    if start > 0 {
      buffer.removeFirst(start)
      scanned -= start
      start = 0
    }
    buffer.append(contentsOf: chunk)
  }

  /// The next event; nil where more of the body is needed.
  ///
  /// - Throws: `AnswerError` where what arrived is no event, or one that is longer than the bound.
  public mutating func next() throws(AnswerError) -> DecodedWatchEvent<Object>? {
    while let line = try nextLine() {
      if !Self.isBlank(line) { return try event(line) }
    }
    return nil
  }

  /// Says that the body has ended; a complete event may stand there without an end of line.
  ///
  /// - Throws: `AnswerError` where it ended within an event.
  public mutating func finish() throws(AnswerError) -> DecodedWatchEvent<Object>? {
    if let event = try next() { return event }
    let rest = Array(buffer[start...])
    buffer = []
    start = 0
    scanned = 0
    if Self.isBlank(rest) { return nil }
    return try event(rest)
  }

  private mutating func nextLine() throws(AnswerError) -> [UInt8]? {
    guard let end = buffer[scanned...].firstIndex(of: UInt8(ascii: "\n")) else {
      scanned = buffer.count
      try checkBound(buffer.count - start)
      return nil
    }
    try checkBound(end - start)
    let line = Array(buffer[start..<end])
    start = end + 1
    scanned = start
    if start == buffer.count {
      // An event of unusual size must not hold its memory for the rest of the watch.
      buffer.removeAll(keepingCapacity: buffer.capacity <= 256 << 10)
      start = 0
      scanned = 0
    }
    return line
  }

  private func checkBound(_ size: Int) throws(AnswerError) {
    if size > bound { throw AnswerError(.tooLarge, "an event of the watch is longer than \(bound) bytes") }
  }

  private static func isBlank(_ line: [UInt8]) -> Bool {
    line.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
  }

  private func event(_ line: [UInt8]) throws(AnswerError) -> DecodedWatchEvent<Object> {
    var type: String?
    var object: JSONNode?
    do {
      var reader = try JSONReader(line)
      try reader.beginObject()
      while let key = try reader.nextKey() {
        switch key {
        case "type": type = try reader.string()
        case "object": object = try filter.document(&reader, capacity: line.count / 16).root
        default: try reader.skip()
        }
      }
      try reader.end()
    } catch { throw AnswerError(error) }
    guard let type else { throw AnswerError(.form, "an event of the watch has no type") }
    return try event(type, object)
  }

  private func event(_ type: String, _ object: JSONNode?) throws(AnswerError) -> DecodedWatchEvent<Object> {
    guard ["ADDED", "MODIFIED", "DELETED", "BOOKMARK", "ERROR"].contains(type) else { return .unknown(type: type) }
    guard let object else { throw AnswerError(.form, "the event \(type) of the watch has no object") }
    switch type {
    case "BOOKMARK": return try bookmark(object["metadata"]?.value)
    case "ERROR": return .error(error(object.value))
    default: return change(type, object)
    }
  }

  private func change(_ type: String, _ node: JSONNode) -> DecodedWatchEvent<Object> {
    let object: Object
    do { object = try Object(reading: node, sharing: pool) } catch {
      return .unreadable(type: type, UnreadableObject(node.value, error))
    }
    switch type {
    case "ADDED": return .added(object)
    case "MODIFIED": return .modified(object)
    default: return .deleted(object)
    }
  }

  private func bookmark(_ metadata: JSONValue?) throws(AnswerError) -> DecodedWatchEvent<Object> {
    guard let resourceVersion = metadata?["resourceVersion"]?.stringValue, !resourceVersion.isEmpty else {
      throw AnswerError(.form, "a bookmark of the watch has no resource version")
    }
    let mark = metadata?["annotations"]?["k8s.io/initial-events-end"]?.stringValue
    return .bookmark(resourceVersion: resourceVersion, isInitialEnd: mark == "true")
  }

  private func error(_ json: JSONValue) -> APIError {
    if let status = APIStatus(json: json) { return APIError(status: status, subject: subject) }
    return APIError(
      code: .unexpectedAnswer, message: "the watch failed without a Status", subject: subject, httpStatus: 200)
  }
}
