/// Puts a response together from resources that are encoded already.
struct ResponseEncoder: Sendable {
  private let deltaTail: [UInt8]
  private let worldTail: [UInt8]

  /// - Parameter identifier: What the control plane calls itself.
  init(identifier: String) {
    // envoy.config.core.v3.ControlPlane: identifier 1
    var controlPlane = WireBuffer()
    controlPlane.append(field: 1, string: identifier)
    var delta = WireBuffer()
    delta.append(field: 7, bytes: controlPlane.bytes)
    deltaTail = delta.bytes
    var world = WireBuffer()
    world.append(field: 6, bytes: controlPlane.bytes)
    worldTail = world.bytes
  }

  /// The bytes of a `DeltaDiscoveryResponse` or a `DiscoveryResponse`.
  func encode(_ selection: Selection, variant: XDSVariant, target: ResourceSet, nonce: String) -> [UInt8] {
    var size = 160 + target.type.rawValue.utf8.count + deltaTail.count
    for resource in selection.resources { size += resource.encoded.count }
    for name in selection.removed { size += name.utf8.count + 5 }
    var buffer = WireBuffer(capacity: size)
    // Both: version 1, resources 2, type_url 4, nonce 5
    buffer.append(field: 1, string: target.version)
    for resource in selection.resources {
      switch variant {
      case .delta: buffer.append(encoded: resource.encoded[...])
      case .stateOfTheWorld: buffer.append(encoded: resource.encodedAny)
      }
    }
    buffer.append(field: 4, string: target.type.rawValue)
    buffer.append(field: 5, string: nonce)
    switch variant {
    case .delta:
      // removed_resources 6, control_plane 7
      for name in selection.removed { buffer.append(field: 6, element: name) }
      buffer.append(encoded: deltaTail[...])
    case .stateOfTheWorld:
      // control_plane 6
      buffer.append(encoded: worldTail[...])
    }
    return buffer.bytes
  }
}
