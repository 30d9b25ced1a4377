/// Answers of kube-apiserver 1.37.2 as they came: watches.
extension RecordedAnswer {
  static let watch = RecordedAnswer(
    status: 200, headers: [],
    text: #"""
      {"type":"ADDED","object":{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"w","namespace":"default",\#
      "uid":"b3eaf670-576b-4f55-936d-ff67cd7032c5","resourceVersion":"277","creationTimestamp":"2026-11-27T00:33:1\#
      6Z","managedFields":[{"manager":"koperator","operation":"Update","apiVersion":"v1","time":"2026-11-27T00:33:\#
      16Z","fieldsType":"FieldsV1","fieldsV1":{"f:data":{".":{},"f:k":{}}}}]},"data":{"k":"1"}}}
      {"type":"MODIFIED","object":{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"w","namespace":"defaul\#
      t","uid":"b3eaf670-576b-4f55-936d-ff67cd7032c5","resourceVersion":"278","creationTimestamp":"2026-11-27T00:3\#
      3:16Z","managedFields":[{"manager":"koperator","operation":"Update","apiVersion":"v1","time":"2026-11-27T00:\#
      33:17Z","fieldsType":"FieldsV1","fieldsV1":{"f:data":{".":{},"f:k":{}}}}]},"data":{"k":"2"}}}
      {"type":"DELETED","object":{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"w","namespace":"default\#
      ","uid":"b3eaf670-576b-4f55-936d-ff67cd7032c5","resourceVersion":"279","creationTimestamp":"2026-11-27T00:33\#
      :16Z","managedFields":[{"manager":"koperator","operation":"Update","apiVersion":"v1","time":"2026-11-27T00:3\#
      3:17Z","fieldsType":"FieldsV1","fieldsV1":{"f:data":{".":{},"f:k":{}}}}]},"data":{"k":"2"}}}

      """#)

  static let watchList = RecordedAnswer(
    status: 200, headers: [],
    text: #"""
      {"type":"ADDED","object":{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"page-0","namespace":"defa\#
      ult","uid":"8612c11a-b860-4d13-ae3f-059197da91f8","resourceVersion":"272","creationTimestamp":"2026-11-27T00\#
      :33:16Z","labels":{"set":"page"},"managedFields":[{"manager":"koperator","operation":"Update","apiVersion":"\#
      v1","time":"2026-11-27T00:33:16Z","fieldsType":"FieldsV1","fieldsV1":{"f:data":{".":{},"f:k":{}},"f:metadata\#
      ":{"f:labels":{".":{},"f:set":{}}}}}]},"data":{"k":"1"}}}
      {"type":"ADDED","object":{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"page-1","namespace":"defa\#
      ult","uid":"461bd0df-c018-482c-9005-01ac82545966","resourceVersion":"273","creationTimestamp":"2026-11-27T00\#
      :33:16Z","labels":{"set":"page"},"managedFields":[{"manager":"koperator","operation":"Update","apiVersion":"\#
      v1","time":"2026-11-27T00:33:16Z","fieldsType":"FieldsV1","fieldsV1":{"f:data":{".":{},"f:k":{}},"f:metadata\#
      ":{"f:labels":{".":{},"f:set":{}}}}}]},"data":{"k":"1"}}}
      {"type":"ADDED","object":{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"page-2","namespace":"defa\#
      ult","uid":"d69df6a4-daad-4ca6-9e31-91653ff719e8","resourceVersion":"274","creationTimestamp":"2026-11-27T00\#
      :33:16Z","labels":{"set":"page"},"managedFields":[{"manager":"koperator","operation":"Update","apiVersion":"\#
      v1","time":"2026-11-27T00:33:16Z","fieldsType":"FieldsV1","fieldsV1":{"f:data":{".":{},"f:k":{}},"f:metadata\#
      ":{"f:labels":{".":{},"f:set":{}}}}}]},"data":{"k":"1"}}}
      {"type":"ADDED","object":{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"page-3","namespace":"defa\#
      ult","uid":"e2555a70-e41e-4166-a051-ccdcbeaf44bd","resourceVersion":"275","creationTimestamp":"2026-11-27T00\#
      :33:16Z","labels":{"set":"page"},"managedFields":[{"manager":"koperator","operation":"Update","apiVersion":"\#
      v1","time":"2026-11-27T00:33:16Z","fieldsType":"FieldsV1","fieldsV1":{"f:data":{".":{},"f:k":{}},"f:metadata\#
      ":{"f:labels":{".":{},"f:set":{}}}}}]},"data":{"k":"1"}}}
      {"type":"ADDED","object":{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"page-4","namespace":"defa\#
      ult","uid":"5aa9c29b-cfff-4e28-9bd1-2fe9ac1095d7","resourceVersion":"276","creationTimestamp":"2026-11-27T00\#
      :33:16Z","labels":{"set":"page"},"managedFields":[{"manager":"koperator","operation":"Update","apiVersion":"\#
      v1","time":"2026-11-27T00:33:16Z","fieldsType":"FieldsV1","fieldsV1":{"f:data":{".":{},"f:k":{}},"f:metadata\#
      ":{"f:labels":{".":{},"f:set":{}}}}}]},"data":{"k":"1"}}}
      {"type":"BOOKMARK","object":{"kind":"ConfigMap","apiVersion":"v1","metadata":{"resourceVersion":"279","annot\#
      ations":{"k8s.io/initial-events-end":"true"}}}}

      """#)

  static let watchMetadata = RecordedAnswer(
    status: 200, headers: [],
    text: #"""
      {"type":"ADDED","object":{"kind":"PartialObjectMetadata","apiVersion":"meta.k8s.io/v1","metadata":{"name":"w\#
      ","namespace":"default","uid":"b3eaf670-576b-4f55-936d-ff67cd7032c5","resourceVersion":"277","creationTimest\#
      amp":"2026-11-27T00:33:16Z","managedFields":[{"manager":"koperator","operation":"Update","apiVersion":"v1","\#
      time":"2026-11-27T00:33:16Z","fieldsType":"FieldsV1","fieldsV1":{"f:data":{".":{},"f:k":{}}}}]}}}
      {"type":"MODIFIED","object":{"kind":"PartialObjectMetadata","apiVersion":"meta.k8s.io/v1","metadata":{"name"\#
      :"w","namespace":"default","uid":"b3eaf670-576b-4f55-936d-ff67cd7032c5","resourceVersion":"278","creationTim\#
      estamp":"2026-11-27T00:33:16Z","managedFields":[{"manager":"koperator","operation":"Update","apiVersion":"v1\#
      ","time":"2026-11-27T00:33:17Z","fieldsType":"FieldsV1","fieldsV1":{"f:data":{".":{},"f:k":{}}}}]}}}
      {"type":"DELETED","object":{"kind":"PartialObjectMetadata","apiVersion":"meta.k8s.io/v1","metadata":{"name":\#
      "w","namespace":"default","uid":"b3eaf670-576b-4f55-936d-ff67cd7032c5","resourceVersion":"279","creationTime\#
      stamp":"2026-11-27T00:33:16Z","managedFields":[{"manager":"koperator","operation":"Update","apiVersion":"v1"\#
      ,"time":"2026-11-27T00:33:17Z","fieldsType":"FieldsV1","fieldsV1":{"f:data":{".":{},"f:k":{}}}}]}}}

      """#)

  static let watchExpired = RecordedAnswer(
    status: 200, headers: [],
    text: #"""
      {"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"too\#
       old resource version: 50 (295)","reason":"Expired","code":410}}

      """#)

  static let watchBookmark = RecordedAnswer(
    status: 200, headers: [],
    text: #"""
      {"type":"MODIFIED","object":{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"a","namespace":"defaul\#
      t","uid":"9d8c8af3-930c-48b2-b77c-a01bbd017eae","resourceVersion":"349","creationTimestamp":"2026-11-27T00:3\#
      3:14Z","managedFields":[{"manager":"koperator","operation":"Update","apiVersion":"v1","time":"2026-11-27T00:\#
      37:57Z","fieldsType":"FieldsV1","fieldsV1":{"f:data":{".":{},"f:k":{}}}}]},"data":{"k":"x"}}}
      {"type":"BOOKMARK","object":{"kind":"ConfigMap","apiVersion":"v1","metadata":{"resourceVersion":"362"}}}
      {"type":"BOOKMARK","object":{"kind":"ConfigMap","apiVersion":"v1","metadata":{"resourceVersion":"362"}}}
      {"type":"BOOKMARK","object":{"kind":"ConfigMap","apiVersion":"v1","metadata":{"resourceVersion":"362"}}}

      """#)
}
