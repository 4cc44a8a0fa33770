/// The part of the schema that says what stands behind the name of a transform.
enum TransformSchema {
    /// A name alone, or one name with its parameters.
    static var item: JSONValue {
        let plain = TransformList.all.filter { parameters($0.name) == nil }.map { $0.name }
        let objects = TransformList.all.compactMap { type in
            parameters(type.name).map { parameters -> JSONValue in
                .object([
                    ("type", "object"), ("properties", .object([(type.name, parameters)])),
                    ("required", .list([.text(type.name)])), ("additionalProperties", false),
                ])
            }
        }
        return MappingSchema.oneOf([MappingSchema.names(plain)] + objects)
    }

    /// Nil for transforms without parameters.
    static func parameters(_ name: String) -> JSONValue? {
        let text = MappingSchema.text
        switch name {
        case Prefix.name, Suffix.name, DefaultValue.name: return text
        case Replace.name: return ["type": "object", "minProperties": 1, "additionalProperties": text]
        case RegexReplace.name:
            return MappingSchema.closed(["match", "with"], { _ in text }, required: ["match", "with"])
        case PhoneNumber.name: return MappingSchema.names(PhonePlan.countries)
        case Split.name:
            return MappingSchema.closed(
                ["by", "part"],
                { key in
                    key == "by"
                        ? text
                        : MappingSchema.oneOf([
                            ["type": "integer", "minimum": -1_000, "maximum": 1_000], ["const": "rest"],
                        ])
                }, required: ["by", "part"])
        case Lookup.name:
            return MappingSchema.closed(
                ["file", "from", "to", "on_missing"],
                { $0 == "on_missing" ? MappingSchema.choices(Lookup.MissingPolicy.self) : text },
                required: ["file", "from", "to"])
        default: return nil
        }
    }
}
