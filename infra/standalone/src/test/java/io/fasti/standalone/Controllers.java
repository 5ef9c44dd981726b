package io.fasti.standalone;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The controllers of both services, without starting them. */
final class Controllers {
    private Controllers() {}

    static List<Class<?>> all() throws ClassNotFoundException {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
        var found = new ArrayList<Class<?>>();
        for (var each : scanner.findCandidateComponents("io.fasti")) {
            found.add(Class.forName(each.getBeanClassName()));
        }
        return found;
    }

    /** The routes of a method as {@link #shape} has them; none when it is no route. */
    static List<String> routes(Class<?> controller, Method method) {
        var mapping = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
        if (mapping == null) {
            return List.of();
        }
        return paths(controller, mapping).stream()
                .flatMap(path -> Arrays.stream(mapping.method()).map(verb -> shape(verb.name(), path)))
                .toList();
    }

    static List<String> paths(Class<?> controller, RequestMapping mapping) {
        var above = AnnotatedElementUtils.findMergedAnnotation(controller, RequestMapping.class);
        var bases = above == null || above.path().length == 0 ? new String[] {""} : above.path();
        var ends = mapping.path().length == 0 ? new String[] {""} : mapping.path();
        return Arrays.stream(bases)
                .flatMap(base -> Arrays.stream(ends).map(end -> base + end))
                .toList();
    }

    /** A route whatever its variables are called. */
    static String shape(String method, String path) {
        return method + " " + path.replaceAll("\\{[^}]+}", "{}");
    }

    /** A page of reference. */
    static Path page(String name) {
        var folder = Path.of("").toAbsolutePath();
        while (folder.getParent() != null && !Files.exists(folder.resolve(".mvn"))) {
            folder = folder.getParent();
        }
        return folder.resolve("docs/reference").resolve(name);
    }
}
