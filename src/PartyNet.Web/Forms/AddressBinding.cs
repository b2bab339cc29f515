using Microsoft.AspNetCore.Mvc.ModelBinding;
using PartyNet.Application;
using PartyNet.Application.Rosters;
using PartyNet.Web.Links;

namespace PartyNet.Web.Forms;

/// <summary>
/// Reads what narrows a list and where its page begins from the query of the address, whatever is posted besides. A page has a property or
/// a parameter of one of these types and takes no such parameter apart by itself.
/// </summary>
internal sealed class AddressBinding : IModelBinderProvider
{
    private static readonly Dictionary<Type, Func<Func<string, string?>, object>> Readers = new()
    {
        [typeof(PageCursor)] = parameter => new PageCursor(parameter(ListKeys.After), parameter(ListKeys.Before)),
        [typeof(ListPlace)] = ListPlace.Of,
        [typeof(RosterFilter)] = RosterFilter.Of,
        [typeof(CoverageView)] = CoverageView.Of,
        [typeof(BranchFilter)] = BranchFilter.Of,
    };

    public IModelBinder? GetBinder(ModelBinderProviderContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Readers.TryGetValue(context.Metadata.ModelType, out var read) ? new Binder(read) : null;
    }

    private sealed class Binder(Func<Func<string, string?>, object> read) : IModelBinder
    {
        public Task BindModelAsync(ModelBindingContext bindingContext)
        {
            var query = bindingContext.HttpContext.Request.Query;
            bindingContext.Result = ModelBindingResult.Success(read(key => query[key].FirstOrDefault()));
            return Task.CompletedTask;
        }
    }
}
