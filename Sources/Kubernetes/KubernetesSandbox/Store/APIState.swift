import JSON
import KubernetesObjects

/// The objects of a cluster and their history, as an API server holds them: a value that takes requests and the time and
/// gives answers. One counter numbers all writes, and never goes back.
///
/// It must never answer a write that it has not done whole, nor change anything for a request that it refuses.
struct APIState: Sendable {
  /// The version of the last write.
  private(set) var version: Int
  /// The resources that are served, by their qualified names.
  private(set) var types: [String: ResourceType] = [:]
  private(set) var buckets: [String: StoreBucket] = [:]
  /// What it has to do by itself.
  var agenda = StoreAgenda()
  var generator: StoreGenerator
  private let seed: UInt64
  /// The writes since they were last taken.
  private var changes: [StoreChange] = []
  /// The latest time that it was told, in seconds since the epoch.
  private(set) var now: Int64
  let limits: StoreLimits
  let functions: SchemaFunctions
  /// Makes the resource of a definition.
  private let definedType: @Sendable (JSONValue) throws(APIFailure) -> ResourceType

  /// A cluster without objects.
  ///
  /// - Parameters:
  ///   - types: The built-in resources.
  ///   - now: Seconds since the epoch.
  ///   - seed: Where UIDs and generated names come from.
  ///   - version: The version of the last write, where a file holds what was.
  init(
    types: [ResourceType], now: Int64, seed: UInt64, version: Int = 1, limits: StoreLimits = StoreLimits(),
    functions: SchemaFunctions,
    definedType: @escaping @Sendable (JSONValue) throws(APIFailure) -> ResourceType
  ) {
    self.version = version
    self.now = now
    self.limits = limits
    self.functions = functions
    self.definedType = definedType
    self.seed = seed
    generator = StoreGenerator(seed: seed, version: version)
    for type in types {
      self.types[type.qualifiedName] = type
      if type.strategy.alias == nil { buckets[type.qualifiedName] = StoreBucket(since: version) }
    }
  }

  /// Takes note of the time.
  mutating func advance(_ now: Int64) { self.now = max(self.now, now) }

  /// The writes since this was last asked: what must be kept before the answer goes out, and told to watchers.
  mutating func takeChanges() -> [StoreChange] {
    defer { changes = [] }
    return changes
  }

  // MARK: Writes of single objects

  /// Does one write. `json` is the state after it, in the stored form; of a deletion the last state.
  @discardableResult mutating func commit(
    _ kind: StoreEvent.Kind, _ resource: String, _ json: JSONValue, old: StoredObject?
  ) throws(APIFailure) -> StoredObject {
    let object = StoredObject(ObjectMetadata.ordered(ObjectMetadata.versioned(json, version + 1)), version: version + 1)
    guard kind == .deleted || object.bytes.count <= limits.objectBytes else {
      throw APIFailure(.unknown, "etcdserver: request is too large")
    }
    version += 1
    do { try take(kind, resource, object, old: old) } catch {
      version -= 1
      throw error
    }
    return object
  }

  /// Takes a state of an object into its bucket, the history and the indexes.
  mutating func take(
    _ kind: StoreEvent.Kind, _ resource: String, _ object: StoredObject, old: StoredObject?
  ) throws(APIFailure) {
    let defined = resource == StoreResource.definitions ? try definition(kind, object) : nil
    let change = StoreChange(
      resource: resource, event: StoreEvent(kind: kind, version: version, object: object, old: old))
    buckets[resource, default: StoreBucket(since: version)].commit(change.event, limits)
    agenda.note(change, expiresAt: now + limits.eventSeconds)
    changes.append(change)
    if let defined { register(defined, old) }
  }

  // MARK: Restoring

  /// Goes on to the version of a write that a file holds.
  mutating func advance(version: Int) { self.version = version }

  /// Takes the objects of a resource from a file.
  mutating func adopt(_ resource: String, _ objects: [StoredObject]) {
    let schemaSince = buckets[resource]?.schemaSince ?? version
    buckets[resource] = StoreBucket(objects.sorted { $0.path < $1.path }, since: version)
    buckets[resource]?.schemaSince = schemaSince
    for object in objects {
      let event = StoreEvent(kind: .added, version: object.version, object: object, old: nil)
      agenda.note(StoreChange(resource: resource, event: event), expiresAt: now + limits.eventSeconds)
    }
  }

  /// What was taken from a file is neither to be kept again nor told, and no UID is given a second time.
  mutating func finishRestoring() {
    changes = []
    generator = StoreGenerator(seed: seed, version: version)
  }

  // MARK: Definitions

  /// What a write of a definition makes of its resource.
  private struct Defined {
    let name: String
    /// Nil where it is gone, or not established.
    let type: ResourceType?
    let spec: JSONValue?
  }

  private func definition(_ kind: StoreEvent.Kind, _ object: StoredObject) throws(APIFailure) -> Defined {
    guard kind != .deleted else { return Defined(name: object.name, type: nil, spec: nil) }
    let conditions = object.json["status"]?["conditions"]?.arrayValue ?? []
    let isEstablished = conditions.contains { $0["type"] == "Established" && $0["status"] == "True" }
    return Defined(
      name: object.name, type: isEstablished ? try definedType(object.json) : nil, spec: object.json["spec"])
  }

  private mutating func register(_ defined: Defined, _ old: StoredObject?) {
    guard let type = defined.type else {
      // The bucket stays for those who still read its history.
      if types[defined.name]?.definition != nil { types[defined.name] = nil }
      return
    }
    if types[defined.name] == nil, buckets[defined.name]?.objects.isEmpty ?? true {
      buckets[defined.name] = StoreBucket(since: version)
    } else if old?.json["spec"] != defined.spec {
      buckets[defined.name]?.schemaSince = version
    }
    types[defined.name] = type
  }

  // MARK: Forgetting

  /// Forgets all states but the present.
  mutating func compact() {
    for resource in Array(buckets.keys) {
      buckets[resource]?.forget(version)
      if types[resource] == nil { buckets[resource] = nil }
    }
  }
}
