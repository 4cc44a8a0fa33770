import Tables

/// Knows names of elements, attributes and namespaces by pointers of its own.
package protocol XMLNaming {
    func name(_ text: String) -> XMLName
}

/// Bytes of a document in, elements out; libxml2 or a scanner of our own.
package protocol XMLParser: AnyObject, XMLNaming {
    /// Parses the next bytes of the document, and calls the handler for all that is complete.
    func feed(_ bytes: UnsafeRawBufferPointer, to handler: any XMLHandler) throws(ImportFailure)
    /// Says that the document has ended.
    func finish(_ handler: any XMLHandler) throws(ImportFailure)
}

extension XMLPushParser: XMLParser {}
