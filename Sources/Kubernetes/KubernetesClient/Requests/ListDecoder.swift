public import JSON
public import KubernetesObjects

/// Reads a page of a list one object at a time: of all others only the text is in memory.
///
/// Ask `next` until nil; then `metadata` is complete. After an error it must not be used again.
public struct ListDecoder<Object: KubernetesObject> {
  /// An object of the page.
  public enum Item: Sendable, Hashable {
    /// The object.
    case object(Object)
    /// One that cannot be read.
    case unreadable(UnreadableObject)
  }

  /// What the list says of itself; nil as long as that was not met.
  public private(set) var metadata: ListMetadata?
  private var reader: JSONReader
  private let pool: SharingPool
  private let filter: ManagedFieldsFilter
  private var place = Place.start
  /// How many parts the last object had.
  private var size = 0

  private enum Place {
    case start
    case members
    case items
    case end
  }

  /// A decoder of one answer.
  ///
  /// - Parameters:
  ///   - body: the answer's body.
  ///   - pool: what objects have in common is kept there once.
  ///   - managedFields: which entries of `metadata.managedFields` are kept.
  ///   - limits: what is accepted at the most.
  public init(
    _ body: [UInt8], sharing pool: SharingPool, managedFields: ManagedFieldsFilter = .all,
    limits: JSONLimits = JSONLimits()
  ) throws(AnswerError) {
    do { reader = try JSONReader(body, limits: limits) } catch { throw AnswerError(error) }
    self.pool = pool
    filter = managedFields
  }

  /// The next object; nil where there is none.
  ///
  /// - Throws: `AnswerError` where the answer is no list, or breaks off.
  public mutating func next() throws(AnswerError) -> Item? {
    do { return try read() } catch let error as JSONError { throw AnswerError(error) } catch let error as AnswerError {
      throw error
    } catch { throw AnswerError(.form, "\(error)") }
  }

  private mutating func read() throws -> Item? {
    while true {
      switch place {
      case .start:
        try reader.beginObject()
        place = .members
      case .members: try readMember()
      case .items:
        guard try reader.nextElement() else {
          place = .members
          continue
        }
        let document = try filter.document(&reader, capacity: size + size / 8)
        size = document.count
        return item(document.root)
      case .end: return nil
      }
    }
  }

  private mutating func readMember() throws {
    switch try reader.nextKey() {
    case nil:
      try reader.end()
      guard metadata != nil else { throw AnswerError(.form, "the answer is no list: it has no metadata") }
      place = .end
    case "metadata": metadata = ListMetadata(json: try reader.value())
    case "kind":
      let kind = try reader.string()
      guard kind.hasSuffix("List") else { throw AnswerError(.form, "the answer is \(kind), not a list") }
    case "items":
      if try reader.null() { return }
      try reader.beginArray()
      place = .items
    default: try reader.skip()
    }
  }

  private func item(_ node: JSONNode) -> Item {
    do { return .object(try Object(reading: node, sharing: pool)) } catch {
      return .unreadable(UnreadableObject(node.value, error))
    }
  }
}
