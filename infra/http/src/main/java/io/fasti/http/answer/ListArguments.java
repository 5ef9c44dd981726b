package io.fasti.http.answer;

import io.fasti.http.Paging;
import io.fasti.http.Sort;
import io.fasti.http.SortedBy;
import io.fasti.http.gate.Exchange;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives controllers the {@link Paging} and the {@link Sort} of a list, in the spelling of the dialect. */
public final class ListArguments implements HandlerMethodArgumentResolver {
    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Paging.class || parameter.getParameterType() == Sort.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest web,
            @Nullable WebDataBinderFactory factory) {
        var request = Requests.of(web);
        var dialect = Exchange.of(request).dialect();
        if (parameter.getParameterType() == Paging.class) {
            return dialect.paging(request, parameter.hasParameterAnnotation(Paging.OrWhole.class));
        }
        var names = parameter.getParameterAnnotation(SortedBy.class);
        if (names == null) {
            throw new IllegalStateException(parameter + " needs @SortedBy");
        }
        return dialect.sort(request, names.value());
    }
}
