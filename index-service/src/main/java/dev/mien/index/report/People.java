package dev.mien.index.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Photos of which it is known whom they show: {@code people.csv} beside them, {@code file,person}. */
record People(List<Photo> photos) {
    static final String FILE = "people.csv";

    record Photo(Path file, String person) {}

    People {
        photos = List.copyOf(photos);
    }

    /** @throws ReportException when folder or labels are missing, or show fewer than two people or no one twice */
    static People in(Path folder) {
        Path here = Labels.folder(folder);
        Path labels = here.resolve(FILE);
        if (!Files.isRegularFile(labels)) {
            throw new ReportException("There is no " + FILE + " in " + folder
                    + "; it says who is on which photo, in lines like \"ada-1.jpg,ada\" under \"file,person\".");
        }
        People people = new People(Labels.read(here, FILE, "person").entrySet().stream()
                .map(entry -> new Photo(entry.getKey(), entry.getValue()))
                .toList());
        if (people.count() < 2 || people.count() == people.photos.size()) {
            throw new ReportException(labels + " must name two people at least, and one of them twice: without"
                    + " that there is nothing to compare.");
        }
        return people;
    }

    long count() {
        return photos.stream().map(Photo::person).distinct().count();
    }
}
