using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;

namespace PartyNet.Web.Security;

/// <summary>
/// A page answers to the methods and handlers that it has. Left to itself it shows itself for any other too, without what its handler
/// would have read, and breaks; or does what its form without a name does.
/// </summary>
public static class PageHandlers
{
    private const string Errors = "/Errors/";
    private const string Handler = "handler";

    /// <summary>Error pages stand in for others, with the method that those were asked with.</summary>
    public static void Apply(PageConventionCollection conventions) => conventions.AddFolderApplicationModelConvention("/", page =>
    {
        if (!page.ViewEnginePath.StartsWith(Errors, StringComparison.Ordinal))
            page.Filters.Add(new Known());
    });

    private sealed class Known : IPageFilter
    {
        public void OnPageHandlerSelected(PageHandlerSelectedContext context)
        {
        }

        public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
        {
            var request = context.HttpContext.Request;
            if (context.HandlerMethod is null && !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
            {
                var handlers = context.ActionDescriptor.HandlerMethods;
                var isKnown = handlers.Any(h => h.HttpMethod.Equals(request.Method, StringComparison.OrdinalIgnoreCase));
                context.Result = new StatusCodeResult(isKnown ? StatusCodes.Status404NotFound : StatusCodes.Status405MethodNotAllowed);
            }
            else if (HttpMethods.IsPost(request.Method) && !IsAskedFor(context.HandlerMethod, request.Query[Handler].ToString()))
            {
                context.Result = new NotFoundResult();
            }
        }

        public void OnPageHandlerExecuted(PageHandlerExecutedContext context)
        {
        }

        private static bool IsAskedFor(HandlerMethodDescriptor? found, string name) =>
            name.Length == 0 || name.Equals(found?.Name, StringComparison.OrdinalIgnoreCase);
    }
}
