import JSON

extension SchemaFunctions {
  /// Those that work on the structures themselves.
  ///
  /// The store takes the status out of what is written to the object, and everything but the status out of what is
  /// written to that: no fields are reset besides.
  ///
  /// - Parameter rules: what the rules of a definition say of an object and the one before.
  static func standard(
    rules: @escaping @Sendable (ResourceType, ResourceType.Version, JSONValue, JSONValue?) -> RuleVerdict
  ) -> SchemaFunctions {
    SchemaFunctions(
      pruned: { schema, value in schema.pruned(value) },
      defaulted: { schema, value in schema.defaulted(value) },
      problems: { schema, value in schema.problems(in: value) },
      owned: { old, new, writer in
        ManagedFields.afterUpdate(
          old: old, new: new, manager: writer.manager, apiVersion: writer.apiVersion, subresource: writer.subresource,
          schema: writer.schema, now: writer.now, hasStatus: false)
      },
      applied: { configuration, live, writer, force throws(APIFailure) in
        try ServerSideApply.apply(
          configuration, to: live, manager: writer.manager, force: force, apiVersion: writer.apiVersion,
          subresource: writer.subresource, schema: writer.schema, now: writer.now, hasStatus: false)
      },
      merged: { patch, value in MergePatch.apply(patch, to: value) },
      mergedByKeys: { patch, value, schema throws(APIFailure) in
        try StrategicMergePatch.apply(patch, to: value, schema: schema)
      },
      rules: rules)
  }
}
