package dev.mien.models.openvino;

import dev.mien.models.convert.UnsuitableModel;
import dev.mien.models.openvino.IrNetwork.Input;
import dev.mien.models.openvino.IrNetwork.Layer;
import dev.mien.models.openvino.IrNetwork.Region;
import dev.mien.models.openvino.IrNetwork.Tensor;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads IR's XML. It is a downloaded file: no document type, no entity, nothing outside it is ever looked at. */
final class IrReader {

    private static final int LAYERS_MAX = 10_000;

    private final XMLStreamReader xml;
    private final List<Layer> layers = new ArrayList<>();
    private final Map<Input, Integer> producers = new HashMap<>();
    private String network = "";

    private IrReader(XMLStreamReader xml) {
        this.xml = xml;
    }

    /** @throws UnsuitableModel if it is not IR */
    static IrNetwork read(byte[] file) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            return new IrReader(factory.createXMLStreamReader(new ByteArrayInputStream(file))).network();
        } catch (XMLStreamException garbled) {
            throw new UnsuitableModel("the description of the network is not XML", garbled);
        } catch (NumberFormatException garbled) {
            throw new UnsuitableModel("the description of the network has a number that is none", garbled);
        }
    }

    static long[] numbers(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .mapToLong(Long::parseLong)
                .toArray();
    }

    private IrNetwork network() throws XMLStreamException {
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamReader.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "net" -> network = text("name");
                    case "layer" -> layers.add(layer());
                    case "edge" ->
                        producers.put(new Input(number("to-layer"), number("to-port")), number("from-layer"));
                    default -> {}
                }
                if (layers.size() > LAYERS_MAX) {
                    throw new UnsuitableModel("the network has more than " + LAYERS_MAX + " layers");
                }
            }
        }
        if (layers.isEmpty()) {
            throw new UnsuitableModel("the description of the network has no layers");
        }
        return new IrNetwork(network, layers, producers);
    }

    private Layer layer() throws XMLStreamException {
        int id = number("id");
        String name = text("name");
        String type = text("type");
        String precision = xml.getAttributeValue(null, "precision");
        Map<String, String> data = new HashMap<>();
        Map<String, Region> blobs = new HashMap<>();
        List<Tensor> inputs = List.of();
        List<Tensor> outputs = List.of();
        while (!ends("layer")) {
            if (xml.isStartElement()) {
                switch (xml.getLocalName()) {
                    case "data" -> {
                        for (int i = 0; i < xml.getAttributeCount(); i++) {
                            data.put(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
                        }
                    }
                    case "input" -> inputs = tensors("input");
                    case "output" -> outputs = tensors("output");
                    case "weights", "biases" ->
                        blobs.put(xml.getLocalName(), new Region(number("offset"), number("size")));
                    default -> {}
                }
            }
        }
        return new Layer(id, name, type, precision == null ? "" : precision, data, inputs, outputs, blobs);
    }

    private List<Tensor> tensors(String end) throws XMLStreamException {
        List<Tensor> tensors = new ArrayList<>();
        while (!ends(end)) {
            if (xml.isStartElement() && xml.getLocalName().equals("port")) {
                int port = number("id");
                List<Long> shape = new ArrayList<>();
                while (!ends("port")) {
                    if (xml.isStartElement() && xml.getLocalName().equals("dim")) {
                        shape.add(Long.parseLong(xml.getElementText().strip()));
                    }
                }
                tensors.add(new Tensor(port, shape));
            }
        }
        return tensors;
    }

    /** Goes on, and says whether that was the end of the element. */
    private boolean ends(String element) throws XMLStreamException {
        return xml.next() == XMLStreamReader.END_ELEMENT && xml.getLocalName().equals(element);
    }

    private String text(String attribute) {
        String value = xml.getAttributeValue(null, attribute);
        if (value == null) {
            throw new UnsuitableModel("<%s> has no %s".formatted(xml.getLocalName(), attribute));
        }
        return value;
    }

    private int number(String attribute) {
        return Integer.parseInt(text(attribute));
    }
}
