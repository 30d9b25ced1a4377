import JSON
import KubernetesClient
import KubernetesObjects
import Testing

struct ListDecoderTests {
  private func objects<Object: KubernetesObject>(
    _ type: Object.Type, _ body: [UInt8], managedFields: ManagedFieldsFilter = .all
  ) throws -> ([ListDecoder<Object>.Item], ListMetadata?) {
    var decoder = try ListDecoder<Object>(body, sharing: SharingPool(), managedFields: managedFields)
    var items: [ListDecoder<Object>.Item] = []
    while let item = try decoder.next() { items.append(item) }
    return (items, decoder.metadata)
  }

  private func names(_ items: [ListDecoder<ConfigMap>.Item]) -> [String] {
    items.map { item in
      switch item {
      case .object(let object): object.metadata.name
      case .unreadable(let object): "unreadable \(object.key.name): \(object.error)"
      }
    }
  }

  @Test func pagesOfARealServerAreReadOneObjectAtATime() throws {
    let (first, metadata) = try objects(ConfigMap.self, RecordedAnswer.listPage1.body)
    #expect(names(first) == ["page-0", "page-1"])
    #expect(metadata?.resourceVersion == "276")
    #expect(metadata?.continueToken?.isEmpty == false)
    let (second, _) = try objects(ConfigMap.self, RecordedAnswer.listPage2.body)
    #expect(names(second) == ["page-2", "page-3", "page-4"])
  }

  @Test func theMetadataIsKnownBeforeTheFirstObject() throws {
    var decoder = try ListDecoder<ConfigMap>(RecordedAnswer.listPage1.body, sharing: SharingPool())
    _ = try decoder.next()
    #expect(decoder.metadata?.resourceVersion == "276")
  }

  @Test func metadataAloneIsReadOfAnyKind() throws {
    let (items, _) = try objects(ObjectMetadata.self, RecordedAnswer.metadataList.body)
    guard case .object(let object)? = items.first else { return #expect(Bool(false)) }
    #expect(object.metadata.name == "page-0")
    #expect(object.metadata.labels == ["set": "page"])
  }

  @Test func onlyOnesOwnManagedFieldsAreKept() throws {
    func managers(_ filter: ManagedFieldsFilter) throws -> [String] {
      let (items, _) = try objects(ConfigMap.self, Self.managed, managedFields: filter)
      guard case .object(let object)? = items.first else { return ["unreadable"] }
      #expect(object.metadata.name == "a")
      #expect(object.data == ["k": "1"])
      return object.metadata.managedFields.map { $0["manager"]?.stringValue ?? "?" }
    }
    #expect(try managers(.all) == ["x", "koperator", "?"])
    #expect(try managers(.only("koperator")) == ["koperator"])
    #expect(try managers(.none).isEmpty)
  }

  private static let managed = Array(
    #"""
    {"kind":"ConfigMapList","metadata":{"resourceVersion":"1"},"items":[{"metadata":{"managedFields":[
    {"manager":"x","fieldsV1":{"f:a":{}}},{"operation":"Apply","manager":"koperator","fieldsV1":{"f:b":{}}},
    {"operation":"Update"}],"name":"a"},"data":{"k":"1"}}]}
    """#.utf8)

  @Test func anObjectThatCannotBeReadLeavesTheOthers() throws {
    let text =
      #"{"metadata":{"resourceVersion":"1"},"items":[{"metadata":{"name":"a"}},"#
      + #"{"metadata":{"name":"b","resourceVersion":"7"},"data":{"k":1}},{"metadata":{"name":"c"}}]}"#
    let (items, _) = try objects(ConfigMap.self, Array(text.utf8))
    #expect(names(items) == ["a", "unreadable b: data.k: a string is expected here, not a number", "c"])
  }

  @Test func anEmptyListMayHaveNoItems() throws {
    for items in ["[]", "null"] {
      let text = "{\"kind\":\"PodList\",\"metadata\":{\"resourceVersion\":\"1\"},\"items\":\(items)}"
      #expect(try objects(Pod.self, Array(text.utf8)).0.isEmpty)
    }
  }

  @Test func metadataMayStandBehindTheItems() throws {
    let text = #"{"items":[{"metadata":{"name":"a"}}],"metadata":{"resourceVersion":"3","remainingItemCount":2}}"#
    let (items, metadata) = try objects(ConfigMap.self, Array(text.utf8))
    #expect(items.count == 1)
    #expect(metadata?.resourceVersion == "3")
    #expect(metadata?.remainingItemCount == 2)
  }

  @Test func whatIsNoListIsRefused() {
    for text in ["{}", "[]", "", "{\"kind\":\"Pod\",\"metadata\":{}}", RecordedAnswer.forbidden.text] {
      #expect(throws: AnswerError.self) { try objects(Pod.self, Array(text.utf8)) }
    }
  }

  @Test func aListThatBreaksOffNeverLooksComplete() {
    let body = RecordedAnswer.listPage1.body
    let end = body.lastIndex(of: UInt8(ascii: "}")) ?? 0
    for length in 0...end {
      #expect(throws: AnswerError.self) { try objects(ConfigMap.self, Array(body.prefix(length))) }
    }
  }
}
