import JSON

/// What a request is about: the resource and version of its path, and where its objects are stored.
struct WriteTarget: Sendable {
  /// The resource as the path names it.
  let type: ResourceType
  let version: ResourceType.Version
  /// The qualified name of the resource that stores the objects; another one for an alias.
  let resource: String
  /// The resource that stores the objects.
  let storedType: ResourceType
  /// How objects are shown.
  let form: ObjectForm

  /// What `apiVersion` says.
  var apiVersion: String { type.apiVersion(version.name) }

  /// An object in the form in which it is stored.
  func stored(_ object: JSONValue) -> JSONValue {
    var stored = type.strategy.alias?.toStored(object) ?? object
    stored["apiVersion"] = .string(storedType.apiVersion(storedType.storageVersion.name))
    stored["kind"] = .string(storedType.kind)
    return stored
  }
}

extension APIState {
  /// What a path names.
  ///
  /// - Throws: `notFound` where there is no such resource or version.
  func target(_ resource: String, _ version: String) throws(APIFailure) -> WriteTarget {
    guard let type = types[resource], let version = type.versions.first(where: { $0.name == version && $0.isServed })
    else { throw APIFailure.notServed }
    let name = type.strategy.alias?.resource ?? resource
    guard let storedType = types[name], let bucket = buckets[name] else { throw APIFailure.notServed }
    let form = ObjectForm(type, version, schemaSince: bucket.schemaSince, functions: functions)
    return WriteTarget(type: type, version: version, resource: name, storedType: storedType, form: form)
  }

  /// The object that a path names.
  ///
  /// - Throws: `notFound` where there is none.
  func live(_ target: WriteTarget, _ namespace: String?, _ name: String) throws(APIFailure) -> StoredObject {
    guard let object = buckets[target.resource]?.object(StoredObject.path(namespace ?? "", name)) else {
      throw APIFailure.notFound(target.type, name)
    }
    return object
  }
}
