public import KubernetesObjects

extension ListPage where Object: KubernetesObject {
  /// Reads an answer as a page for a watch cache.
  ///
  /// - Parameters:
  ///   - body: the answer's body.
  ///   - pool: what objects have in common is kept there once.
  ///   - managedFields: which entries of `metadata.managedFields` are kept.
  /// - Throws: `AnswerError` where the answer is no list, or breaks off.
  public init(
    decoding body: [UInt8], sharing pool: SharingPool, managedFields: ManagedFieldsFilter = .all
  ) throws(AnswerError) {
    var decoder = try ListDecoder<Object>(body, sharing: pool, managedFields: managedFields)
    var items: [Object] = []
    var unreadable: [ObjectKey] = []
    while let item = try decoder.next() {
      switch item {
      case .object(let object): items.append(object)
      case .unreadable(let object): unreadable.append(object.key)
      }
    }
    self.init(
      items: items, unreadable: unreadable,
      resourceVersion: ResourceVersion(decoder.metadata?.resourceVersion ?? ""),
      continue: decoder.metadata?.continueToken)
  }
}
