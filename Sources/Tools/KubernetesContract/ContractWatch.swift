import JSON
import KubernetesClient

/// A watch of a case: events in the order in which the server told them. One task reads it.
///
/// It never waits on its own: the case's deadline ends what does not come.
final class ContractWatch {
  /// One event.
  struct Event {
    /// `ADDED`, `MODIFIED`, `DELETED`, `BOOKMARK`, `ERROR`.
    let type: String
    /// The object, or the `Status` of an error.
    let object: JSONValue
  }

  private let what: String
  private let waiting: ContractContext.Waiting
  private var bytes: WatchBytes.Iterator
  private var buffer: [UInt8] = []

  init(_ bytes: WatchBytes, _ what: String, _ waiting: ContractContext.Waiting) {
    self.bytes = bytes.makeAsyncIterator()
    self.what = what
    self.waiting = waiting
  }

  /// The next event; nil where the server has ended the watch.
  func next(_ hope: String = "an event") async throws -> Event? {
    waiting.now = "\(hope) of the watch of \(what)"
    while true {
      if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
        let json = try JSONValue(parsing: Array(buffer[..<end]))
        buffer.removeSubrange(...end)
        waiting.now = ""
        return Event(type: json.text(at: "type"), object: json.at("object") ?? .null)
      }
      guard let chunk = try await bytes.next() else { return nil }
      buffer += chunk
    }
  }

  /// The object of the next event, which must be of that type and about that object.
  @discardableResult func expect(
    _ type: String, _ name: String, _ file: String = #fileID, _ line: Int = #line
  ) async throws -> JSONValue {
    guard let event = try await next("\(type) \(name)") else {
      throw ContractFailure("expected \(type) \(name), but the watch ended", file, line)
    }
    guard event.type == type, event.object.name == name else {
      let said = event.type == "ERROR" || event.type == "BOOKMARK" ? event.object.text() : event.object.name
      throw ContractFailure("expected \(type) \(name), got \(event.type) \(said)", file, line)
    }
    return event.object
  }

  /// Fails unless the server ends the watch next.
  func expectEnd(_ file: String = #fileID, _ line: Int = #line) async throws {
    if let event = try await next("the end") {
      throw ContractFailure("expected the end of the watch, got \(event.type) \(event.object.name)", file, line)
    }
  }
}

extension ContractContext {
  /// Begins a watch in the case's namespace, of objects of a name or of labels; by default without bookmarks.
  func watch(
    _ resource: APIResource, from version: String? = nil, everywhere: Bool = false,
    _ options: WatchOptions = WatchOptions(allowBookmarks: false)
  ) async throws -> ContractWatch {
    var options = options
    if let version { options.resourceVersion = version }
    let place = resource.isNamespaced && !everywhere ? namespace : nil
    let request = try resource.watch(namespace: place, options)
    return ContractWatch(try await transport.watch(request), resource.plural, waiting)
  }
}
