public import Protobuf

/// The name of a resource of a type.
public struct XDSResourceName: Sendable, Hashable, CustomStringConvertible {
  /// The type.
  public let type: TypeURL
  /// The name.
  public let name: String

  /// A name of a type.
  public init(type: TypeURL, name: String) {
    self.type = type
    self.name = name
  }

  /// The type and the name.
  public var description: String { "\(type)/\(name)" }
}

/// One resource as Envoy gets it: immutable, identified by its content, encoded once.
public struct XDSResource: Sendable {
  /// The type.
  public let type: TypeURL
  /// The name, unique in its type and group.
  public let name: String
  /// The message's bytes. The same configuration must give the same bytes, or every push makes proxies drain clients.
  public let body: [UInt8]
  /// The resources that this one points at: a cluster names its EDS service, a listener the clusters it sends to.
  public let references: [XDSResourceName]

  /// What identifies type and bytes.
  let contentHash: ContentHash
  /// `resources = 2 { Resource }` of a delta response, ready to be appended. The `Any` within it is, byte for byte,
  /// `resources = 2 { Any }` of a state-of-the-world response.
  let encoded: [UInt8]
  private let anyRange: Range<Int>

  /// A resource.
  ///
  /// - Parameters:
  ///   - type: The type.
  ///   - name: The name under which clients ask for it.
  ///   - body: The message's bytes.
  ///   - references: What it points at.
  public init(type: TypeURL, name: String, body: [UInt8], references: [XDSResourceName] = []) {
    self.type = type
    self.name = name
    self.body = body
    self.references = references

    var hashed = WireBuffer()
    hashed.append(field: 1, string: type.rawValue)
    hashed.append(field: 2, bytes: body)
    contentHash = ContentHash(of: hashed.bytes)

    // google.protobuf.Any: type_url 1, value 2
    var any = WireBuffer()
    any.append(field: 1, string: type.rawValue)
    any.append(field: 2, bytes: body)
    // envoy.service.discovery.v3.Resource: version 1, resource 2, name 3
    var resource = WireBuffer()
    resource.append(field: 1, string: contentHash.text)
    let anyStart = resource.bytes.count
    resource.append(field: 2, bytes: any.bytes)
    let anyEnd = resource.bytes.count
    resource.append(field: 3, string: name)
    var entry = WireBuffer()
    entry.append(field: 2, bytes: resource.bytes)
    encoded = entry.bytes
    let header = entry.bytes.count - resource.bytes.count
    anyRange = header + anyStart..<header + anyEnd
  }

  /// A resource from its message.
  public init(_ message: some ProtobufMessage, name: String, references: [XDSResourceName] = []) {
    let url = Swift.type(of: message).typeURL
    self.init(type: TypeURL(rawValue: url), name: name, body: message.serialized(), references: references)
  }

  /// What the content is known by: 32 hexadecimal digits, the first 16 bytes of SHA-256 over type and bytes.
  public var version: String { contentHash.text }

  /// `resources = 2 { Any }` of a state-of-the-world response.
  var encodedAny: ArraySlice<UInt8> { encoded[anyRange] }
}

extension XDSResource: Hashable {
  /// Whether two resources have the same type, name, content and references.
  public static func == (left: XDSResource, right: XDSResource) -> Bool {
    left.contentHash == right.contentHash && left.name == right.name && left.type == right.type
      && left.references == right.references
  }

  /// Hashes type, name and content.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(contentHash)
    hasher.combine(name)
  }
}
